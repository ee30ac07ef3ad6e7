package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Opens any answer of Alpha Vantage, whose status is 200 whatever happened: an error is told by
/// the keys of the body, and comes as JSON even where CSV was asked for.
final class AlphaEnvelope {
  /// The words around data that are made up.
  private static final String ARTIFICIAL = "artificial and for illustration";

  private AlphaEnvelope() {}

  /// The JSON object of an answer that is no error. It may be empty: the vendor's word for unknown.
  static Outcome<JsonNode> json(HttpAnswer answer) {
    return body(answer)
        .then(
            checked ->
                checked.kind() == BodyKind.JSON
                    ? JsonBody.parse(checked).then(AlphaEnvelope::object)
                    : Outcome.bad(
                        Refusal.GARBAGE, "answered " + JsonBody.named(checked) + ", not JSON"));
  }

  /// The answer, when it is neither an error nor a page; its text may be CSV.
  static Outcome<HttpAnswer> body(HttpAnswer answer) {
    int status = answer.status();
    if (status >= 500 && status < 600) {
      return Outcome.bad(Refusal.VENDOR_FAILED, "answered " + JsonBody.named(answer));
    }
    if (status == 429) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    if (status == 401 || status == 403) {
      return Outcome.bad(Refusal.UNAUTHORIZED, "answered " + JsonBody.named(answer));
    }
    if (status != 200 || answer.kind() == BodyKind.MARKUP || answer.kind() == BodyKind.EMPTY) {
      return Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(answer));
    }
    if (answer.kind() == BodyKind.TEXT) {
      return saysArtificial(answer.text()) ? premium() : Outcome.good(answer);
    }
    return JsonBody.parse(answer).then(json -> errorIn(json, answer));
  }

  private static Outcome<JsonNode> object(JsonNode json) {
    return json.isObject()
        ? Outcome.good(json)
        : Outcome.bad(Refusal.GARBAGE, "answered JSON that is no object");
  }

  private static Outcome<HttpAnswer> errorIn(JsonNode json, HttpAnswer answer) {
    Optional<String> error = JsonBody.text(json.path("Error Message"));
    if (error.isPresent()) {
      return mistake(error.get());
    }
    Optional<String> notice =
        JsonBody.text(json.path("Information")).or(() -> JsonBody.text(json.path("Note")));
    if (notice.isPresent()) {
      return notice(notice.get());
    }
    // Sent together with made-up data under the very names of real ones.
    Optional<String> message = JsonBody.text(json.path("message"));
    if (message.isPresent()) {
      return saysPremium(message.get()) || saysArtificial(message.get())
          ? premium()
          : Outcome.bad(Refusal.BAD_REQUEST, "says '%s'".formatted(message.get()));
    }
    return Outcome.good(answer);
  }

  /// "Invalid API call" stands for an unknown symbol as well as for a wrong parameter. Functions
  /// and parameters are ours and are right, so it is the symbol.
  private static Outcome<HttpAnswer> mistake(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("apikey")) {
      return Outcome.bad(Refusal.UNAUTHORIZED, "says that the key is invalid or missing");
    }
    Refusal why = lower.contains("invalid api call") ? Refusal.NOT_FOUND : Refusal.BAD_REQUEST;
    return Outcome.bad(why, "says '%s'".formatted(text));
  }

  /// The words of a limit advertise premium plans too, so the limit is looked for first. The text
  /// of a limit echoes the key and is not repeated.
  private static Outcome<HttpAnswer> notice(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("requests per day") || lower.contains("calls per day")) {
      return limited("says that the limit of a day, or of a moment, is reached", null);
    }
    if (lower.contains("per second")) {
      return limited("says that requests come too fast", Duration.ofSeconds(2));
    }
    if (lower.contains("per minute")) {
      return limited("says that the limit of a minute is reached", Duration.ofMinutes(1));
    }
    if (lower.contains("demo")) {
      return Outcome.bad(
          Refusal.UNAUTHORIZED, "says that the demo key answers its own examples only");
    }
    if (saysPremium(text)) {
      return premium();
    }
    if (lower.contains("no articles found")) {
      return Outcome.bad(Refusal.NO_DATA, "has no articles there");
    }
    if (lower.contains("invalid inputs")) {
      return Outcome.bad(Refusal.NOT_FOUND, "does not know what was asked for");
    }
    // What it says here otherwise is about being asked too much: better quiet than sorry.
    return limited("says '%s'".formatted(text), null);
  }

  private static <T> Outcome<T> limited(String detail, @Nullable Duration quiet) {
    return new Outcome.Bad<>(new Refused(Refusal.OVER_BUDGET, detail, quiet));
  }

  private static <T> Outcome<T> premium() {
    return Outcome.bad(Refusal.UNAUTHORIZED, "says that this needs a premium plan");
  }

  private static boolean saysPremium(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("premium endpoint") || lower.contains("premium feature");
  }

  private static boolean saysArtificial(String text) {
    return text.toLowerCase(Locale.ROOT).contains(ARTIFICIAL);
  }
}
