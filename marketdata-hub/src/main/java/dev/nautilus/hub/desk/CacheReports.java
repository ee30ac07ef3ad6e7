package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.CacheReport.TypeReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws up a [CacheReport].
final class CacheReports {
  private CacheReports() {}

  static CacheReport of(Shelf shelf, Tally tally) {
    Map<String, TypeReport> types = new LinkedHashMap<>();
    long served = 0;
    long called = 0;
    for (ServedType type : ServedType.values()) {
      TypeReport report = report(type, shelf, tally);
      if (report.served() + report.called() + report.refused() > 0) {
        types.put(type.wireName(), report);
      }
      served += report.served();
      called += report.called();
    }
    return new CacheReport(
        shelf.size(),
        shelf.weight(),
        shelf.mostEntries(),
        shelf.evictions(),
        rate(served, called),
        types);
  }

  private static TypeReport report(ServedType type, Shelf shelf, Tally tally) {
    long stale = tally.sinceStart(type, Outcome.STALE);
    long served = tally.sinceStart(type, Outcome.SERVED) + stale;
    long called = tally.sinceStart(type, Outcome.CALLED);
    return new TypeReport(
        served,
        stale,
        called,
        tally.sinceStart(type, Outcome.REFUSED),
        rate(served, called),
        shelf.mode(type),
        shelf.lifetime(type).toMillis());
  }

  private static @Nullable Double rate(long served, long called) {
    return served + called == 0 ? null : (double) served / (served + called);
  }
}
