package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway's errors. There is no common envelope: `{"error":"text"}` under any status, also
/// 200; the same with JSON inside the string; `"success":false` with 200; plain text and pages. A
/// status has several meanings, so the text decides first.
final class IbkrErrors {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The tickle's body opens the WebSocket to whoever reads it, and names user and machine.
  private static final Pattern SECRETS =
      Pattern.compile(
          "(?i)(\"(?:session|userId|MAC|hardware_info|username|account|selectedAccount)\"\\s*:\\s*)"
              + "(\"[^\"]*\"?|[^,}\\s]+)");

  private static final List<String> SESSION_LOST =
      List.of(
          "no bridge", "not authenticated", "no session", "not logged in", "query /accounts first");

  private IbkrErrors() {}

  /// The JSON of an answer that is no error.
  static Outcome<JsonNode> open(HttpAnswer answer) {
    if (answer.status() == 429) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    if (answer.kind() != BodyKind.JSON) {
      return Outcome.bad(byStatus(answer.status()), "answered " + named(answer));
    }
    return JsonBody.parse(answer).then(json -> checked(answer, json));
  }

  /// Text without what must not be shown.
  static String masked(String text) {
    return SECRETS.matcher(text).replaceAll("$1***");
  }

  private static Outcome<JsonNode> checked(HttpAnswer answer, JsonNode json) {
    Optional<String> error = error(json);
    if (error.isPresent()) {
      return Outcome.bad(
          why(answer.status(), error.get()), "says '%s'".formatted(masked(error.get())));
    }
    if (json.path("success").isBoolean() && !json.path("success").booleanValue()) {
      return Outcome.bad(Refusal.BAD_REQUEST, "answered success:false, " + named(answer));
    }
    return answer.status() == 200
        ? Outcome.good(json)
        : Outcome.bad(byStatus(answer.status()), "answered " + named(answer));
  }

  private static Optional<String> error(JsonNode json) {
    JsonNode error = json.path("error");
    if (error.isMissingNode() || error.isNull()) {
      return Optional.empty();
    }
    return Optional.of(
        JsonBody.text(error)
            .map(IbkrErrors::unwrapped)
            .orElse(error.isString() ? "no reason given" : error.toString()));
  }

  /// An unknown contract is told by JSON inside a JSON string.
  private static String unwrapped(String text) {
    if (!text.startsWith("{")) {
      return text;
    }
    try {
      return JsonBody.text(JSON.readTree(text).path("reason")).orElse(text);
    } catch (JacksonException plainAfterAll) {
      return text;
    }
  }

  private static Refusal why(int status, String error) {
    String text = error.toLowerCase(Locale.ROOT);
    if (text.contains("too many requests")) {
      return Refusal.OVER_BUDGET;
    }
    if (SESSION_LOST.stream().anyMatch(text::contains)) {
      return Refusal.UNAUTHORIZED;
    }
    if (text.contains("chart data unavailable") || text.contains("no data")) {
      return Refusal.NO_DATA;
    }
    boolean detailsOfNothing = status == 500 && text.contains("details currently unavailable");
    if (detailsOfNothing || text.contains("no symbol found")) {
      return Refusal.NOT_FOUND;
    }
    return status == 200 ? Refusal.BAD_REQUEST : byStatus(status);
  }

  private static Refusal byStatus(int status) {
    return switch (status) {
      case 400 -> Refusal.BAD_REQUEST;
      case 401, 403 -> Refusal.UNAUTHORIZED;
      default -> status >= 500 && status < 600 ? Refusal.VENDOR_FAILED : Refusal.GARBAGE;
    };
  }

  private static String named(HttpAnswer answer) {
    return masked(JsonBody.named(answer));
  }
}
