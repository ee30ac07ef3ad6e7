package dev.nautilus.hub.vendor.datagov;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Data.gov's errors in their four forms: an object with a code from the gateway, a text from the
/// new API, a message with details where a parameter is wrong, and an object with a type from the
/// old API.
final class DataGovErrors {
  private DataGovErrors() {}

  /// The JSON of an answer that is no error.
  static Outcome<JsonNode> open(HttpAnswer answer) {
    if (answer.kind() == BodyKind.JSON) {
      return JsonBody.parse(answer).then(json -> checked(answer.status(), json));
    }
    return switch (byStatus(answer.status())) {
      case OVER_BUDGET -> Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
      case VENDOR_FAILED ->
          Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
      // A gateway's page says nothing about the data set.
      default -> Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(answer) + ", not JSON");
    };
  }

  private static Outcome<JsonNode> checked(int status, JsonNode json) {
    JsonNode error = json.path("error");
    boolean failed = json.path("success").isBoolean() && !json.path("success").booleanValue();
    if (error.isObject()) {
      String code =
          JsonBody.text(error.path("code"))
              .or(() -> JsonBody.text(error.path("__type")))
              .orElse("");
      String message = JsonBody.text(error.path("message")).orElse(code);
      return refused(status, code, message);
    }
    if (error.isString()) {
      return refused(status, error.stringValue(), error.stringValue());
    }
    if (status != 200 || failed) {
      return refused(status, "", JsonBody.text(json.path("message")).orElse("no reason given"));
    }
    return Outcome.good(json);
  }

  private static Outcome<JsonNode> refused(int status, String code, String message) {
    return Outcome.bad(why(status, code.toUpperCase(Locale.ROOT)), "says '%s'".formatted(message));
  }

  /// What it is called decides before the status: some errors come with 200.
  private static Refusal why(int status, String code) {
    if (code.equals("OVER_RATE_LIMIT")) {
      return Refusal.OVER_BUDGET;
    }
    if (code.startsWith("API_KEY_") || code.equals("AUTHORIZATION ERROR")) {
      return Refusal.UNAUTHORIZED;
    }
    if (code.equals("NOT FOUND") || code.equals("NOT FOUND ERROR")) {
      return Refusal.NOT_FOUND;
    }
    return code.equals("VALIDATION ERROR") ? Refusal.BAD_REQUEST : byStatus(status);
  }

  private static Refusal byStatus(int status) {
    return switch (status) {
      case 400, 409, 422 -> Refusal.BAD_REQUEST;
      case 401, 403 -> Refusal.UNAUTHORIZED;
      case 404 -> Refusal.NOT_FOUND;
      case 429 -> Refusal.OVER_BUDGET;
      default -> status >= 500 && status < 600 ? Refusal.VENDOR_FAILED : Refusal.GARBAGE;
    };
  }
}
