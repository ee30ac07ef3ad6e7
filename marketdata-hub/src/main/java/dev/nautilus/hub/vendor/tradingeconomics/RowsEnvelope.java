package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Opens any answer of Trading Economics: a good one is an array, errors are plain text or a JSON
/// string, and their words count before their status.
final class RowsEnvelope {
  private RowsEnvelope() {}

  /// The array of an answer that is no error; it may be empty.
  static Outcome<JsonNode> open(HttpAnswer answer) {
    int status = answer.status();
    if (status >= 500 && status < 600) {
      return Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
    }
    if (status == 429 || status == 409) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered " + JsonBody.named(answer));
    }
    if (answer.kind() == BodyKind.TEXT) {
      return refused(answer);
    }
    if (status != 200) {
      return Outcome.bad(byStatus(status), "answered " + JsonBody.named(answer));
    }
    return JsonBody.parse(answer)
        .then(
            json ->
                json.isArray()
                    ? Outcome.good(json)
                    : Outcome.bad(Refusal.GARBAGE, "answered JSON that is no list of rows"));
  }

  private static Outcome<JsonNode> refused(HttpAnswer answer) {
    String text = answer.excerpt().toLowerCase(Locale.ROOT);
    if (text.contains("credentials")) {
      return Outcome.bad(Refusal.UNAUTHORIZED, "says that the key is not valid");
    }
    if (text.contains("no access")) {
      return Outcome.bad(
          Refusal.UNAUTHORIZED, "says that the plan does not cover this: " + answer.excerpt());
    }
    return Outcome.bad(byStatus(answer.status()), "answered " + JsonBody.named(answer));
  }

  /// 404 is a path that does not exist as well as one outside the plan: nothing there for us.
  private static Refusal byStatus(int status) {
    return switch (status) {
      case 400 -> Refusal.BAD_REQUEST;
      case 401, 403 -> Refusal.UNAUTHORIZED;
      case 404 -> Refusal.NOT_FOUND;
      default -> Refusal.GARBAGE;
    };
  }
}
