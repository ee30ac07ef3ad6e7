package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.BarGroups;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.random.Draws;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v8/finance/chart/{symbol}`: bars of any length, with the events that fell into them.
final class Charts {
  private static final Instant LISTED = Market.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);

  /// One minute in about four hundred has no data, as in real life.
  private static final double HOLE = 0.0025;

  private final Market market;
  private final ChartMeta meta;
  private final ChartEvents events;
  private final Draws holes;

  Charts(Market market, CompanyBook companies) {
    this.market = market;
    this.meta = new ChartMeta(market);
    this.events = new ChartEvents(companies);
    this.holes = Draws.seeded(market.seed()).of("yahoo holes");
  }

  Reply answer(Request request, Instant now) {
    Optional<Instrument> instrument = market.find(request.gap("symbol"));
    if (instrument.isEmpty()) {
      return YahooJson.error(404, "chart", "Not Found", "No data found, symbol may be delisted");
    }
    try {
      return chart(instrument.get(), ChartQuery.parse(request, LISTED, now), now);
    } catch (ChartQuery.RefusedException refused) {
      return refused.reply();
    }
  }

  private Reply chart(Instrument instrument, ChartQuery query, Instant now) {
    if (!query.to().isAfter(LISTED)) {
      throw new ChartQuery.RefusedException(
          400,
          "Bad Request",
          "Data doesn't exist for startDate = "
              + query.from().getEpochSecond()
              + ", endDate = "
              + query.to().getEpochSecond());
    }
    List<Bar> bars = bars(instrument, query, now);
    ObjectNode inner = YahooJson.object();
    ObjectNode result = inner.putArray("result").addObject();
    meta.put(result.putObject("meta"), instrument, query, now);
    if (bars.isEmpty()) {
      ObjectNode indicators = result.putObject("indicators");
      indicators.putArray("quote").addObject();
      indicators.putArray("adjclose").addObject();
      return YahooJson.result("chart", inner);
    }
    ArrayNode timestamps = result.putArray("timestamp");
    bars.forEach(bar -> timestamps.add(bar.start().getEpochSecond()));
    events.put(result, instrument, query, bars);
    putIndicators(result.putObject("indicators"), instrument, query, bars);
    return YahooJson.result("chart", inner);
  }

  private List<Bar> bars(Instrument instrument, ChartQuery query, Instant now) {
    if (query.interval().intraday()) {
      List<Bar> minutes = market.minuteBars(instrument, query.from(), clip(query.to(), now), now);
      return BarGroups.ofMinutes(minutes, query.interval().minutes());
    }
    if (query.from().isAfter(now)) {
      return List.of();
    }
    LocalDate first = firstDay(query.from());
    LocalDate last = LocalDate.ofInstant(clip(query.to(), now).minusMillis(1), ZoneOffset.UTC);
    List<Bar> days = market.dailyBars(instrument, first, last, now);
    return BarGroups.ofDays(days, query.interval()::bucket);
  }

  private static Instant clip(Instant to, Instant now) {
    Instant end = now.plusSeconds(1);
    return to.isAfter(end) ? end : to;
  }

  /// A day counts if it begins within the period.
  private static LocalDate firstDay(Instant from) {
    Instant start = from.isBefore(LISTED) ? LISTED : from;
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    boolean midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC).equals(start);
    return midnight ? day : day.plusDays(1);
  }

  private void putIndicators(
      ObjectNode indicators, Instrument instrument, ChartQuery query, List<Bar> bars) {
    ObjectNode quote = indicators.putArray("quote").addObject();
    ArrayNode open = quote.putArray("open");
    ArrayNode high = quote.putArray("high");
    ArrayNode low = quote.putArray("low");
    ArrayNode close = quote.putArray("close");
    ArrayNode volume = quote.putArray("volume");
    for (Bar bar : bars) {
      if (query.interval() == Interval.ONE_MINUTE && isHole(instrument, bar.start())) {
        List.of(open, high, low, close, volume).forEach(ArrayNode::addNull);
      } else {
        open.add(noisy(bar.open()));
        high.add(noisy(bar.high()));
        low.add(noisy(bar.low()));
        close.add(noisy(bar.close()));
        volume.add(bar.volume());
      }
    }
    if (!query.interval().intraday()) {
      ArrayNode adjusted = indicators.putArray("adjclose").addObject().putArray("adjclose");
      for (double value : events.adjustedCloses(instrument, bars)) {
        adjusted.add(noisy(value));
      }
    }
  }

  private boolean isHole(Instrument instrument, Instant minute) {
    return holes.of(instrument.symbol()).uniform(minute.getEpochSecond()) < HOLE;
  }

  /// Yahoo stores floats and prints them as doubles, which shows: 75.0875015258789.
  private static double noisy(double price) {
    return (float) price;
  }
}
