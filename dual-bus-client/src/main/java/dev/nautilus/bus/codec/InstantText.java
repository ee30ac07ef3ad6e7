package dev.nautilus.bus.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/// Reads instants as our mapper writes them, `2026-01-02T15:04:05.123456789Z`, without a formatter,
/// which takes longer than the rest of a small record. Everything else is left to Jackson, errors
/// included.
final class InstantText extends StdScalarDeserializer<Instant> {
  private static final int TO_SECONDS = "2026-01-02T15:04:05".length();
  private static final int NANO_PLACES = 9;
  private static final String FORM = "0000-00-00T00:00:00";

  InstantText() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) {
    Instant usual = parser.hasToken(JsonToken.VALUE_STRING) ? parse(parser.getString()) : null;
    return usual == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : usual;
  }

  /// Null when it has another form, or is no instant.
  static @Nullable Instant parse(String text) {
    int end = text.length() - 1;
    boolean whole = end == TO_SECONDS;
    int places = end - TO_SECONDS - 1;
    if (end < TO_SECONDS || text.charAt(end) != 'Z' || !isUsual(text, end, places)) {
      return null;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    int nanos = whole ? 0 : number(text, TO_SECONDS + 1, end);
    for (int i = places; !whole && i < NANO_PLACES; i++) {
      nanos *= 10;
    }
    try {
      long day =
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
      return Instant.ofEpochSecond(day * 86_400 + hour * 3_600L + minute * 60L + second, nanos);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static boolean isUsual(String text, int end, int places) {
    for (int i = 0; i < TO_SECONDS; i++) {
      char wanted = FORM.charAt(i);
      if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
        return false;
      }
    }
    if (end == TO_SECONDS) {
      return true;
    }
    for (int i = TO_SECONDS + 1; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(TO_SECONDS) == '.' && places >= 1 && places <= NANO_PLACES;
  }

  private static boolean isDigit(char next) {
    return next >= '0' && next <= '9';
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
