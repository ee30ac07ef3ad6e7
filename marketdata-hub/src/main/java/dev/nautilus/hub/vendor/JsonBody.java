package dev.nautilus.hub.vendor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what vendors call JSON, taking nothing on trust: each value is asked for by type, and one
/// of another type is as good as missing.
public final class JsonBody {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /// Instants outside are nonsense in market data, and some cannot be written down any more.
  private static final long EARLIEST_SECOND =
      Instant.parse("1800-01-01T00:00:00Z").getEpochSecond();

  private static final long LATEST_SECOND = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();

  private JsonBody() {}

  /// The tree; an answer that is not JSON, or not whole, is [Refusal#GARBAGE].
  public static Outcome<JsonNode> parse(HttpAnswer answer) {
    if (answer.kind() != BodyKind.JSON) {
      return Outcome.bad(Refusal.GARBAGE, "answered %s, not JSON".formatted(named(answer)));
    }
    try {
      return Outcome.good(MAPPER.readTree(answer.body()));
    } catch (JacksonException e) {
      return Outcome.bad(Refusal.GARBAGE, "answered JSON that is broken or cut off");
    }
  }

  /// A short description of an answer that was not expected.
  public static String named(HttpAnswer answer) {
    return switch (answer.kind()) {
      case EMPTY -> "nothing (status %d)".formatted(answer.status());
      case MARKUP -> "a web page (status %d)".formatted(answer.status());
      default -> "status %d and '%s'".formatted(answer.status(), answer.excerpt());
    };
  }

  /// A finite number.
  public static OptionalDouble number(JsonNode node) {
    if (!node.isNumber()) {
      return OptionalDouble.empty();
    }
    double value = node.doubleValue();
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /// A finite number that is not negative: a size or a volume.
  public static OptionalDouble size(JsonNode node) {
    OptionalDouble value = number(node);
    return value.isPresent() && value.getAsDouble() >= 0 ? value : OptionalDouble.empty();
  }

  /// A whole number.
  public static OptionalLong whole(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  /// A text that is not blank.
  public static Optional<String> text(JsonNode node) {
    return node.isString() && !node.stringValue().isBlank()
        ? Optional.of(node.stringValue())
        : Optional.empty();
  }

  /// An instant given as milliseconds since 1970.
  public static Optional<Instant> millis(JsonNode node) {
    OptionalLong value = whole(node);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    long second = Math.floorDiv(value.getAsLong(), 1000L);
    return second < EARLIEST_SECOND || second > LATEST_SECOND
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(value.getAsLong()));
  }

  /// A day given as `2026-01-31`.
  public static Optional<LocalDate> date(JsonNode node) {
    try {
      return text(node).map(LocalDate::parse);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /// An instant given as seconds since 1970.
  public static Optional<Instant> seconds(JsonNode node) {
    OptionalLong value = whole(node);
    if (value.isEmpty()
        || value.getAsLong() < EARLIEST_SECOND
        || value.getAsLong() > LATEST_SECOND) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochSecond(value.getAsLong()));
  }
}
