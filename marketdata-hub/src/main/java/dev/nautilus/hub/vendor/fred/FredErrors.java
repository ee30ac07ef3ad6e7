package dev.nautilus.hub.vendor.fred;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// FRED's errors: 400 for nearly everything, so the message decides; in JSON (labelled `text/xml`)
/// or in XML when the request did not get as far as its `file_type`.
final class FredErrors {
  private static final Pattern XML_ERROR =
      Pattern.compile("<error\\s+code=\"(\\d{3})\"\\s+message=\"([^\"]{0,500})\"");

  private FredErrors() {}

  /// The JSON of an answer that is no error.
  static Outcome<JsonNode> open(HttpAnswer answer) {
    if (answer.status() >= 500 && answer.status() < 600) {
      return Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
    }
    if (answer.status() == 429) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    if (answer.kind() == BodyKind.JSON) {
      return JsonBody.parse(answer).then(json -> checked(answer.status(), json));
    }
    Matcher error = XML_ERROR.matcher(answer.text());
    if (answer.kind() == BodyKind.MARKUP && error.find()) {
      return refused(Integer.parseInt(error.group(1)), error.group(2));
    }
    return answer.status() == 200 || answer.kind() == BodyKind.MARKUP
        ? Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(answer) + ", not JSON")
        : refused(answer.status(), answer.excerpt());
  }

  private static Outcome<JsonNode> checked(int status, JsonNode json) {
    JsonNode code = json.path("error_code");
    if (code.isMissingNode()) {
      return status == 200 ? Outcome.good(json) : refused(status, "no reason given");
    }
    String message = JsonBody.text(json.path("error_message")).orElse("no reason given");
    return refused((int) JsonBody.whole(code).orElse(status), message);
  }

  private static Outcome<JsonNode> refused(int code, String message) {
    return Outcome.bad(why(code, message.toLowerCase(Locale.ROOT)), "says '%s'".formatted(message));
  }

  private static Refusal why(int code, String message) {
    if (code == 429 || message.contains("rate limit")) {
      return Refusal.OVER_BUDGET;
    }
    if (message.contains("api_key")) {
      return Refusal.UNAUTHORIZED;
    }
    if (message.contains("does not exist")) {
      return Refusal.NOT_FOUND;
    }
    return switch (code) {
      case 400 -> Refusal.BAD_REQUEST;
      case 401, 403 -> Refusal.UNAUTHORIZED;
      case 404 -> Refusal.NOT_FOUND;
      case 423 -> Refusal.OVER_BUDGET;
      default -> code >= 500 ? Refusal.VENDOR_FAILED : Refusal.GARBAGE;
    };
  }
}
