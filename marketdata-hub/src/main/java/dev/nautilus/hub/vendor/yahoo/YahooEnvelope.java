package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Opens any answer of Yahoo: what is inside, or why there is nothing. The same for all endpoints,
/// for Yahoo's errors come under another root than the endpoint's own, as plain text, or as a page.
final class YahooEnvelope {
  private YahooEnvelope() {}

  /// The object under `root`, checked for an error.
  static Outcome<JsonNode> open(HttpAnswer answer, String root) {
    return document(answer)
        .then(
            all ->
                all.path(root).isObject()
                    ? Outcome.good(all.path(root))
                    : Outcome.bad(
                        Refusal.GARBAGE,
                        "answered %s where '%s' was expected".formatted(rootsOf(all), root)));
  }

  /// The whole document, checked for an error under whichever root.
  static Outcome<JsonNode> document(HttpAnswer answer) {
    if (answer.status() >= 500 && answer.status() < 600) {
      return Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
    }
    if (answer.status() == 429 || saysTooMany(answer)) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    if (answer.kind() != BodyKind.JSON) {
      return answer.status() == 401 || answer.status() == 403
          ? Outcome.bad(Refusal.UNAUTHORIZED, "answered " + JsonBody.named(answer))
          : Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(answer) + ", not JSON");
    }
    return JsonBody.parse(answer).then(all -> checked(answer, all));
  }

  /// Whether a text body is Yahoo's limit, which has also been seen with other statuses.
  static boolean saysTooMany(HttpAnswer answer) {
    return answer.kind() == BodyKind.TEXT
        && answer.excerpt().toLowerCase(Locale.ROOT).contains("too many requests");
  }

  private static Outcome<JsonNode> checked(HttpAnswer answer, JsonNode all) {
    for (JsonNode under : all) {
      JsonNode error = under.path("error");
      if (error.isObject()) {
        String code = JsonBody.text(error.path("code")).orElse("");
        String description = JsonBody.text(error.path("description")).orElse("");
        Refusal why = refusal(code, description, answer.status());
        return Outcome.bad(why, "says '%s: %s'".formatted(code, description));
      }
    }
    return answer.status() == 200
        ? Outcome.good(all)
        : Outcome.bad(refusal("", "", answer.status()), "answered " + JsonBody.named(answer));
  }

  private static Refusal refusal(String code, String description, int status) {
    // Known texts of ranges that Yahoo does not have, sent as 400 or 422 like real mistakes.
    if (description.contains("must be within the last")
        || description.startsWith("Data doesn't exist")) {
      return Refusal.NO_DATA;
    }
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "not found" -> Refusal.NOT_FOUND;
      case "unauthorized", "forbidden" -> Refusal.UNAUTHORIZED;
      case "bad request", "argument-error", "unprocessable entity" -> Refusal.BAD_REQUEST;
      case "too many requests" -> Refusal.OVER_BUDGET;
      case "internal server error", "internal-error" -> Refusal.VENDOR_FAILED;
      default -> byStatus(status);
    };
  }

  private static Refusal byStatus(int status) {
    return switch (status) {
      case 400, 422 -> Refusal.BAD_REQUEST;
      case 401, 403 -> Refusal.UNAUTHORIZED;
      case 404 -> Refusal.NOT_FOUND;
      default -> Refusal.GARBAGE;
    };
  }

  private static String rootsOf(JsonNode all) {
    return all.isObject() ? all.propertyNames().stream().limit(5).toList().toString() : "an array";
  }
}
