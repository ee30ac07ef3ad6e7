package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// One row of the quote endpoint, which the options endpoint repeats.
final class QuoteRow {
  /// A round lot of shares: Yahoo quotes sizes in lots.
  static final int LOT = 100;

  private static final Set<String> ALWAYS =
      Set.of("symbol", "quoteType", "exchange", "language", "region", "currency", "marketState");

  private final Market market;
  private final ShareFigures figures;
  private final CompanyBook companies;

  QuoteRow(Market market, CompanyBook companies) {
    this.market = market;
    this.companies = companies;
    this.figures = new ShareFigures(companies);
  }

  /// The fields a client asked for, and those it gets regardless.
  static Set<String> withAlwaysThere(Set<String> fields) {
    Set<String> kept = new LinkedHashSet<>(fields);
    kept.addAll(ALWAYS);
    return kept;
  }

  ObjectNode of(Instrument instrument, Instant now) {
    Quote quote = market.quote(instrument, now);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Bar> year = market.dailyBars(instrument, today.minusYears(1), today, now);
    ObjectNode row = YahooJson.object();
    putIdentity(row, instrument);
    putMarket(row, instrument, quote);
    putYear(row, quote, year);
    putAverages(row, quote, year);
    Company company = companies.find(instrument.symbol()).orElse(null);
    if (company != null) {
      figures.put(row, company, instrument, quote, today);
    }
    row.put("symbol", instrument.symbol());
    return row;
  }

  private static void putIdentity(ObjectNode row, Instrument instrument) {
    Listing listing = Listing.of(instrument);
    row.put("language", "en-US").put("region", "US");
    row.put("quoteType", listing.quoteType()).put("typeDisp", listing.typeDisplay());
    row.put("quoteSourceName", "Delayed Quote");
    row.put("triggerable", true).put("customPriceAlertConfidence", "HIGH");
    row.put("currency", instrument.currency());
    row.put("shortName", instrument.name()).put("longName", instrument.name());
    row.put("exchange", listing.exchange()).put("fullExchangeName", listing.exchangeName());
    row.put("messageBoardId", Listing.messageBoard(instrument));
    row.put("exchangeTimezoneName", "UTC").put("exchangeTimezoneShortName", "UTC");
    row.put("gmtOffSetMilliseconds", 0).put("market", listing.market());
    row.put("esgPopulated", false).put("hasPrePostMarketData", false);
    row.put(
        "firstTradeDateMilliseconds",
        Market.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
    row.put("priceHint", listing.priceHint());
    row.put("tradeable", false).put("cryptoTradeable", false);
    row.put("sourceInterval", 15).put("exchangeDataDelayedBy", 0);
    row.put("marketState", "REGULAR");
    row.putArray("corporateActions");
  }

  private static void putMarket(ObjectNode row, Instrument instrument, Quote quote) {
    Bar session = quote.session();
    row.put("regularMarketPrice", (float) quote.last());
    row.put("regularMarketTime", quote.at().getEpochSecond());
    row.put("regularMarketChange", (float) quote.change());
    row.put("regularMarketChangePercent", (float) (100 * quote.changeFraction()));
    row.put("regularMarketOpen", (float) session.open());
    row.put("regularMarketDayHigh", (float) session.high());
    row.put("regularMarketDayLow", (float) session.low());
    row.put("regularMarketDayRange", range(session.low(), session.high()));
    row.put("regularMarketPreviousClose", (float) quote.previousClose());
    row.put("regularMarketVolume", session.volume());
    if (instrument.hasQuotes()) {
      row.put("bid", (float) quote.bid()).put("ask", (float) quote.ask());
      row.put("bidSize", quote.bidSize() / LOT).put("askSize", quote.askSize() / LOT);
    }
  }

  private static void putYear(ObjectNode row, Quote quote, List<Bar> year) {
    double high = year.stream().mapToDouble(Bar::high).max().orElseThrow();
    double low = year.stream().mapToDouble(Bar::low).min().orElseThrow();
    row.put("fiftyTwoWeekLow", (float) low).put("fiftyTwoWeekHigh", (float) high);
    row.put("fiftyTwoWeekLowChange", (float) (quote.last() - low));
    row.put("fiftyTwoWeekLowChangePercent", (float) (quote.last() / low - 1));
    row.put("fiftyTwoWeekHighChange", (float) (quote.last() - high));
    row.put("fiftyTwoWeekHighChangePercent", (float) (quote.last() / high - 1));
    row.put("fiftyTwoWeekRange", range(low, high));
    double yearAgo = year.getFirst().close();
    row.put("fiftyTwoWeekChangePercent", (float) (100 * (quote.last() / yearAgo - 1)));
  }

  private static void putAverages(ObjectNode row, Quote quote, List<Bar> year) {
    putAverage(row, "fiftyDayAverage", quote.last(), meanClose(year, 50));
    putAverage(row, "twoHundredDayAverage", quote.last(), meanClose(year, 200));
    row.put("averageDailyVolume3Month", meanVolume(year, 90));
    row.put("averageDailyVolume10Day", meanVolume(year, 10));
  }

  private static void putAverage(ObjectNode row, String name, double last, double mean) {
    row.put(name, (float) mean);
    row.put(name + "Change", (float) (last - mean));
    row.put(name + "ChangePercent", (float) (last / mean - 1));
  }

  private static double meanClose(List<Bar> bars, int latest) {
    return tail(bars, latest).stream().mapToDouble(Bar::close).average().orElseThrow();
  }

  static long meanVolume(List<Bar> bars, int latest) {
    // The running day is left out: its volume is still growing.
    List<Bar> whole = bars.size() > 1 ? bars.subList(0, bars.size() - 1) : bars;
    return (long) tail(whole, latest).stream().mapToLong(Bar::volume).average().orElseThrow();
  }

  private static List<Bar> tail(List<Bar> bars, int latest) {
    return bars.subList(Math.max(0, bars.size() - latest), bars.size());
  }

  private static String range(double low, double high) {
    return (float) low + " - " + (float) high;
  }
}
