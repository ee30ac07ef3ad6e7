package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// DBnomics' errors: `{"message": ...}` with a status, and sentences in `errors` beside data.
final class DbnomicsErrors {
  private DbnomicsErrors() {}

  /// The JSON of an answer that is no error.
  static Outcome<JsonNode> open(HttpAnswer answer) {
    int status = answer.status();
    if (status == 429) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    if (status >= 500 && status < 600) {
      return Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
    }
    if (status == 200) {
      return JsonBody.parse(answer).then(DbnomicsErrors::checked);
    }
    String message = answer.kind() == BodyKind.JSON ? message(answer) : JsonBody.named(answer);
    return Outcome.bad(why(status, answer), "says '%s'".formatted(message));
  }

  /// The sentences beside the data; `errors` is null when there are none.
  static List<String> complaints(JsonNode json) {
    List<String> complaints = new ArrayList<>();
    for (JsonNode error : json.path("errors")) {
      complaints.add(
          JsonBody.text(error)
              .or(() -> JsonBody.text(error.path("message")))
              .orElseGet(error::toString));
    }
    return complaints;
  }

  /// An error is one whatever its status: a body that is nothing but a message is no data.
  private static Outcome<JsonNode> checked(JsonNode json) {
    return json.size() == 1 && json.path("message").isString()
        ? Outcome.bad(
            Refusal.BAD_REQUEST, "says '%s'".formatted(json.path("message").stringValue()))
        : Outcome.good(json);
  }

  private static String message(HttpAnswer answer) {
    return switch (JsonBody.parse(answer)) {
      case Outcome.Good<JsonNode>(JsonNode json) ->
          JsonBody.text(json.path("message")).orElseGet(answer::excerpt);
      case Outcome.Bad<JsonNode> _ -> answer.excerpt();
    };
  }

  private static Refusal why(int status, HttpAnswer answer) {
    return switch (status) {
      case 400, 422 -> Refusal.BAD_REQUEST;
      case 401, 403 -> Refusal.UNAUTHORIZED;
      case 404 -> answer.kind() == BodyKind.JSON ? Refusal.NOT_FOUND : Refusal.GARBAGE;
      default -> Refusal.GARBAGE;
    };
  }
}
