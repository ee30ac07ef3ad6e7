package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a chart says about itself.
///
/// @param zone the exchange's
/// @param lastTrade Yahoo's `regularMarketTime`
/// @param sessionEnd end of the current regular session
record ChartMeta(ZoneId zone, Optional<Instant> lastTrade, Optional<Instant> sessionEnd) {

  /// Reads it, and refuses a chart of another symbol or of bars cut differently: Yahoo sometimes
  /// answers a coarser interval than it was asked for.
  static Outcome<ChartMeta> read(JsonNode meta, ChartCall asked) {
    String symbol = JsonBody.text(meta.path("symbol")).orElse(asked.instrument().value());
    if (!symbol.equalsIgnoreCase(asked.instrument().value())) {
      return Outcome.bad(
          Refusal.GARBAGE, "answered for %s, not %s".formatted(symbol, asked.instrument()));
    }
    String cut = JsonBody.text(meta.path("dataGranularity")).orElse(asked.interval().wire());
    if (ChartInterval.ofWire(cut).filter(asked.interval()::equals).isEmpty()) {
      return Outcome.bad(
          Refusal.GARBAGE, "answered %s bars, not %s".formatted(cut, asked.interval().wire()));
    }
    return zone(meta)
        .<Outcome<ChartMeta>>map(
            zone ->
                Outcome.good(
                    new ChartMeta(
                        zone,
                        JsonBody.seconds(meta.path("regularMarketTime")),
                        JsonBody.seconds(
                            meta.path("currentTradingPeriod").path("regular").path("end")))))
        .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, "answered a chart without a time zone"));
  }

  private static Optional<ZoneId> zone(JsonNode meta) {
    try {
      return JsonBody.text(meta.path("exchangeTimezoneName")).map(ZoneId::of);
    } catch (DateTimeException unknownName) {
      return Optional.empty();
    }
  }

  LocalDate dateOf(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  /// Whether Yahoo marked the row as the running one by stamping it with the last trade.
  boolean isLive(Instant rowStamp) {
    return lastTrade.filter(rowStamp::equals).isPresent();
  }
}
