package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One question to the desk. Equal questions share one cache entry and one flight, so what cannot
/// change the answer is taken out first (see [#normalized]).
///
/// @param type what kind of data
/// @param instrument about what; null only for a search
/// @param interval how bars are cut; null means one day
/// @param from first instant wanted (inclusive); null for the default
/// @param to end of the range (exclusive); null for now
/// @param limit most rows, the newest ones; 0 for the default
/// @param text free search text; null when an instrument is named
/// @param sources who may answer; empty for anybody
public record Inquiry(
    ServedType type,
    @Nullable InstrumentId instrument,
    @Nullable BarSpec interval,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable String text,
    Set<Source> sources) {

  /// Bars in an answer to a question that names neither a start nor a limit.
  public static final int DEFAULT_BARS = 500;

  /// Most rows that may be asked for.
  public static final int MAX_ROWS = 50_000;

  public Inquiry {
    sources = Set.copyOf(sources);
    if ((instrument == null) == (text == null)) {
      throw new IllegalArgumentException("an inquiry must name an instrument or a search text");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from must lie before to, was " + from + " to " + to);
    }
    if (limit < 0 || limit > MAX_ROWS) {
      throw new IllegalArgumentException("limit must be 0 to " + MAX_ROWS + ", was " + limit);
    }
    if (text != null && (text.isBlank() || text.length() > 200)) {
      throw new IllegalArgumentException(
          "search text must be 1 to 200 characters, was " + text.length());
    }
  }

  /// What a type says now about an instrument, by anybody.
  public static Inquiry about(ServedType type, InstrumentId instrument) {
    return new Inquiry(type, instrument, null, null, null, 0, null, Set.of());
  }

  /// What a source knows about a text.
  public static Inquiry search(ServedType type, String text, int limit) {
    return new Inquiry(type, null, null, null, null, limit, text.strip(), Set.of());
  }

  /// The same question about bars of this interval.
  public Inquiry every(@Nullable BarSpec spec) {
    return new Inquiry(type, instrument, spec, from, to, limit, text, sources);
  }

  /// The same question about a range.
  public Inquiry between(@Nullable Instant first, @Nullable Instant end) {
    return new Inquiry(type, instrument, interval, first, end, limit, text, sources);
  }

  /// The same question for at most this many rows.
  public Inquiry atMost(int rows) {
    return new Inquiry(type, instrument, interval, from, to, rows, text, sources);
  }

  /// The same question to these sources only.
  public Inquiry by(Set<Source> some) {
    return new Inquiry(type, instrument, interval, from, to, limit, text, some);
  }

  Inquiry concerning(InstrumentId other) {
    return new Inquiry(type, other, interval, from, to, limit, text, sources);
  }

  /// The question without what cannot change its answer. Ranges of bars move up to whole minutes,
  /// on which every bar starts, so that callers a second apart share an entry; an end in the future
  /// is no end.
  Inquiry normalized(Instant now) {
    Shape shape = type.shape();
    if (text != null) {
      return new Inquiry(type, null, null, null, null, limit, text, sources);
    }
    if (shape == Shape.LATEST || shape == Shape.STATEMENTS) {
      return new Inquiry(type, instrument, null, null, null, 0, null, sources);
    }
    BarSpec spec = null;
    int rows = limit;
    if (shape == Shape.BARS) {
      spec = interval == null ? BarSpec.DAY : interval;
      rows = limit == 0 && from == null ? DEFAULT_BARS : limit;
    }
    boolean minutes = spec == null || startsOnMinutes(spec);
    Instant first = minutes ? wholeMinute(from) : from;
    Instant end = minutes ? wholeMinute(to) : to;
    if (end != null && end.isAfter(now)) {
      end = null;
    }
    if (first != null && first.equals(end)) {
      return new Inquiry(type, instrument, spec, from, to, rows, null, sources);
    }
    return new Inquiry(type, instrument, spec, first, end, rows, null, sources);
  }

  VendorQuery toQuery(List<InstrumentId> instruments) {
    return new VendorQuery(type.handle(), instruments, interval, from, to, limit, text);
  }

  /// The part of the question that tells one cut of a series from another; empty where there is
  /// only one.
  String cut() {
    return interval != null || from != null || to != null || limit != 0
        ? interval + "|" + from + "|" + to + "|" + limit
        : "";
  }

  private static boolean startsOnMinutes(BarSpec spec) {
    return spec.duration().map(length -> length.compareTo(Duration.ofMinutes(1)) >= 0).orElse(true);
  }

  private static @Nullable Instant wholeMinute(@Nullable Instant instant) {
    if (instant == null) {
      return null;
    }
    Instant floor = instant.truncatedTo(ChronoUnit.MINUTES);
    return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MINUTES);
  }
}
