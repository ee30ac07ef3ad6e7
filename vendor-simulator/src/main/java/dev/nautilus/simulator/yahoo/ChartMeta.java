package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `meta` block of a chart: what it is a chart of, and where the market stands now.
final class ChartMeta {
  private static final int DAY_SECONDS = 86_400;

  private final Market market;

  ChartMeta(Market market) {
    this.market = market;
  }

  void put(ObjectNode meta, Instrument instrument, ChartQuery query, Instant now) {
    Listing listing = Listing.of(instrument);
    Quote quote = market.quote(instrument, now);
    meta.put("currency", instrument.currency());
    meta.put("symbol", instrument.symbol());
    meta.put("exchangeName", listing.exchange());
    meta.put("fullExchangeName", listing.exchangeName());
    meta.put("instrumentType", listing.quoteType());
    meta.put("firstTradeDate", Market.FIRST_DAY.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
    meta.put("regularMarketTime", quote.at().getEpochSecond());
    meta.put("hasPrePostMarketData", false);
    meta.put("gmtoffset", 0);
    meta.put("timezone", "UTC");
    meta.put("exchangeTimezoneName", "UTC");
    meta.put("regularMarketPrice", (float) quote.last());
    putYear(meta, instrument, now);
    meta.put("regularMarketDayHigh", (float) quote.session().high());
    meta.put("regularMarketDayLow", (float) quote.session().low());
    meta.put("regularMarketVolume", quote.session().volume());
    meta.put("longName", instrument.name());
    meta.put("shortName", instrument.name());
    meta.put("chartPreviousClose", (float) closeBefore(instrument, query, now));
    if (query.interval().intraday()) {
      meta.put("previousClose", (float) quote.previousClose());
      meta.put("scale", 3);
    }
    meta.put("priceHint", listing.priceHint());
    putPeriods(meta, query, now);
    meta.put("dataGranularity", query.interval().text());
    meta.put("range", query.range());
    ChartQuery.RANGES.forEach(meta.putArray("validRanges")::add);
  }

  private void putYear(ObjectNode meta, Instrument instrument, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Bar> year = market.dailyBars(instrument, today.minusYears(1), today, now);
    meta.put("fiftyTwoWeekHigh", (float) year.stream().mapToDouble(Bar::high).max().orElseThrow());
    meta.put("fiftyTwoWeekLow", (float) year.stream().mapToDouble(Bar::low).min().orElseThrow());
  }

  private double closeBefore(Instrument instrument, ChartQuery query, Instant now) {
    LocalDate first = LocalDate.ofInstant(query.from(), ZoneOffset.UTC);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate before = (first.isAfter(today) ? today : first).minusDays(1);
    List<Bar> bar = market.dailyBars(instrument, before, before, now);
    return bar.isEmpty() ? instrument.basePrice() : bar.getFirst().close();
  }

  private static void putPeriods(ObjectNode meta, ChartQuery query, Instant now) {
    long start = now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), (long) DAY_SECONDS);
    ObjectNode current = meta.putObject("currentTradingPeriod");
    putPeriod(current.putObject("pre"), start, start);
    putPeriod(current.putObject("regular"), start, start + DAY_SECONDS);
    putPeriod(current.putObject("post"), start + DAY_SECONDS, start + DAY_SECONDS);
    if (query.interval().intraday()) {
      putTradingPeriods(meta, query, start);
    }
  }

  /// One session a row; with `includePrePost` three lists instead of one.
  private static void putTradingPeriods(ObjectNode meta, ChartQuery query, long today) {
    long first = query.from().getEpochSecond();
    first -= Math.floorMod(first, (long) DAY_SECONDS);
    long last = Math.min(today, query.to().getEpochSecond());
    ObjectNode lists = query.prePost() ? meta.putObject("tradingPeriods") : YahooJson.object();
    ArrayNode pre = lists.putArray("pre");
    ArrayNode post = lists.putArray("post");
    ArrayNode regular =
        query.prePost() ? lists.putArray("regular") : meta.putArray("tradingPeriods");
    for (long day = first; day <= last; day += DAY_SECONDS) {
      putPeriod(pre.addArray().addObject(), day, day);
      putPeriod(regular.addArray().addObject(), day, day + DAY_SECONDS);
      putPeriod(post.addArray().addObject(), day + DAY_SECONDS, day + DAY_SECONDS);
    }
  }

  private static void putPeriod(ObjectNode period, long start, long end) {
    period.put("timezone", "UTC").put("start", start).put("end", end).put("gmtoffset", 0);
  }
}
