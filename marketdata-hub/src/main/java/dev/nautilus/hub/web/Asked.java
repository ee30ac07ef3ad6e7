package dev.nautilus.hub.web;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what people write into a question. Nothing unread goes any further.
final class Asked {
  private static final Pattern EPOCH_SECONDS = Pattern.compile("-?[0-9]{1,12}");
  private static final int LONGEST = 40;

  private Asked() {}

  static InstrumentId instrument(@Nullable String symbol) {
    return read(symbol, InstrumentId::of);
  }

  /// Who asks, as people write it (`ENHANCED_VPIN`) or as the bus does; anybody when it is not
  /// said.
  static EngineType engine(@Nullable String name) {
    return name == null || name.isBlank()
        ? Occasion.ANYBODY
        : read(name.toLowerCase(Locale.ROOT).replace('_', '-'), EngineType::new);
  }

  static @Nullable BarSpec interval(@Nullable String code) {
    return code == null || code.isBlank() ? null : read(code, BarSpec::of);
  }

  static Set<Source> sources(@Nullable List<String> names) {
    return names == null
        ? Set.of()
        : names.stream().map(name -> read(name, Source::of)).collect(Collectors.toSet());
  }

  /// The rest of the question, for types that have a range.
  static Inquiry ranged(
      Inquiry inquiry, @Nullable String interval, @Nullable String from, @Nullable String to) {
    BarSpec spec = interval(interval);
    if (spec != null && inquiry.type().shape() != Shape.BARS) {
      throw new AskedWrongException(
          "interval belongs to bars only, not to " + inquiry.type().wireName() + ".");
    }
    try {
      return inquiry.every(spec).between(instant("from", from), instant("to", to));
    } catch (IllegalArgumentException e) {
      throw new AskedWrongException(e.getMessage() + ".");
    }
  }

  static int limit(@Nullable String limit) {
    if (limit == null || limit.isBlank()) {
      return 0;
    }
    try {
      int rows = Integer.parseInt(limit);
      if (rows >= 1 && rows <= Inquiry.MAX_ROWS) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new AskedWrongException(
        "limit must be 1 to " + Inquiry.MAX_ROWS + ", was '" + Problems.shown(limit) + "'.");
  }

  static ServedType type(@Nullable String name) {
    if (name == null) {
      throw new AskedWrongException("A list must not hold null.");
    }
    return ServedType.find(name)
        .orElseThrow(
            () ->
                new AskedWrongException(
                    "data_types must be among %s, had '%s'."
                        .formatted(
                            Arrays.toString(ServedType.names().toArray()), Problems.shown(name))));
  }

  /// An instant as ISO-8601, a date, or seconds since 1970.
  static @Nullable Instant instant(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      if (text.length() <= LONGEST) {
        if (EPOCH_SECONDS.matcher(text).matches()) {
          return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return text.contains("T")
            // A plus sign in a query arrives as a blank.
            ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new AskedWrongException(
        name
            + " must be like 2026-11-20T14:30:00Z, 2026-11-20 or seconds since 1970, was '"
            + Problems.shown(text)
            + "'.");
  }

  private static <T> T read(@Nullable String text, Function<String, T> reader) {
    if (text == null) {
      throw new AskedWrongException("A list must not hold null.");
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new AskedWrongException(e.getMessage() + ".");
    }
  }
}
