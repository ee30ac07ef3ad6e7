package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.edgar.Submissions.Older;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which filings a question wants, and whether another file of older ones must be fetched for it.
///
/// **Threads** Confined to one.
final class FilingSearch {
  /// How many a question gets that names neither a start nor a limit.
  static final int DEFAULT = 100;

  private final @Nullable Instant from;
  private final @Nullable Instant to;
  private final int limit;
  private final Map<Entry, News> found = new LinkedHashMap<>();

  /// Pages of a feed overlap when something new pushes the rest down.
  private record Entry(String id, InstrumentId instrument) {}

  FilingSearch(VendorQuery asked) {
    this.from = asked.from();
    this.to = asked.to();
    this.limit = asked.limit() == 0 && asked.from() == null ? DEFAULT : asked.limit();
  }

  void add(News filing) {
    Instant at = filing.publishedAt();
    boolean inside = (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    if (inside) {
      found.putIfAbsent(new Entry(filing.id(), filing.instrument()), filing);
    }
  }

  /// Whether a file may hold filings that are wanted and not there yet. A day is added on either
  /// side: a filing may be accepted on the evening before its day.
  boolean needs(Older older) {
    if (limit > 0 && found.size() >= limit) {
      return false;
    }
    Instant first = older.from().minusDays(1).atStartOfDay(AcceptanceTime.NEW_YORK).toInstant();
    Instant end = older.to().plusDays(2).atStartOfDay(AcceptanceTime.NEW_YORK).toInstant();
    return (from == null || end.isAfter(from)) && (to == null || first.isBefore(to));
  }

  boolean isFull() {
    return limit > 0 && found.size() >= limit;
  }

  /// Oldest first, the newest ones where there is a limit.
  List<MarketDatum> filings() {
    List<News> sorted =
        found.values().stream()
            .sorted(Comparator.comparing(News::publishedAt).thenComparing(News::id))
            .toList();
    int skipped = limit == 0 ? 0 : Math.max(0, sorted.size() - limit);
    return List.copyOf(sorted.subList(skipped, sorted.size()));
  }
}
