package dev.nautilus.hub.vendor;

import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Cuts what a vendor sent to what was asked for: vendors round ranges to whole sessions, or know
/// no ranges at all.
public final class Trim {
  private Trim() {}

  /// What lies in the range, the newest ones where there is a limit.
  public static Outcome<List<MarketDatum>> to(VendorQuery asked, List<MarketDatum> data) {
    List<MarketDatum> inside = data.stream().filter(datum -> isInside(asked, datum)).toList();
    if (inside.isEmpty()) {
      return nothing(asked);
    }
    int skipped = asked.limit() == 0 ? 0 : Math.max(0, inside.size() - asked.limit());
    return Outcome.good(inside.subList(skipped, inside.size()));
  }

  /// A series with the observations that lie in the range, the newest ones where there is a limit.
  public static Outcome<List<MarketDatum>> observations(VendorQuery asked, Economic series) {
    List<Economic.Observation> inside =
        series.observations().stream()
            .filter(row -> isInside(asked, row.date().atStartOfDay(ZoneOffset.UTC).toInstant()))
            .toList();
    int skipped = asked.limit() == 0 ? 0 : Math.max(0, inside.size() - asked.limit());
    return inside.isEmpty()
        ? nothing(asked)
        : Outcome.good(
            List.of(
                new Economic(
                    series.instrument(),
                    series.title(),
                    series.units(),
                    series.frequency(),
                    series.seasonalAdjustment(),
                    inside.subList(skipped, inside.size()),
                    series.provenance())));
  }

  private static Outcome<List<MarketDatum>> nothing(VendorQuery asked) {
    return Outcome.bad(
        Refusal.NO_DATA,
        "has nothing from %s to %s"
            .formatted(
                asked.from() == null ? "the start" : asked.from(),
                asked.to() == null ? "now" : asked.to()));
  }

  private static boolean isInside(VendorQuery asked, MarketDatum datum) {
    return isInside(asked, timeOf(datum));
  }

  private static boolean isInside(VendorQuery asked, Instant at) {
    return (asked.from() == null || !at.isBefore(asked.from()))
        && (asked.to() == null || at.isBefore(asked.to()));
  }

  private static Instant timeOf(MarketDatum datum) {
    return switch (datum) {
      case Bar bar -> bar.start();
      case News news -> news.publishedAt();
      case CorporateAction action -> action.exDate().atStartOfDay(ZoneOffset.UTC).toInstant();
      default -> datum.provenance().observedAt();
    };
  }
}
