package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Instrument;
import java.util.Locale;
import java.util.Set;

/// What Yahoo calls an instrument and its exchange.
///
/// @param typeNumber the stream's number for the quote type
/// @param priceHint decimals to round to
record Listing(
    String quoteType,
    String typeDisplay,
    int typeNumber,
    String exchange,
    String exchangeName,
    String market,
    int priceHint) {

  private static final Set<String> NEW_YORK = Set.of("JPM", "XOM", "BABA");

  static Listing of(Instrument instrument) {
    return switch (instrument.kind()) {
      case SHARE -> share(instrument);
      case FUND ->
          instrument.symbol().equals("QQQ")
              ? new Listing("ETF", "ETF", 20, "NGM", "NasdaqGM", "us_market", 2)
              : new Listing("ETF", "ETF", 20, "PCX", "NYSEArca", "us_market", 2);
      case INDEX -> new Listing("INDEX", "Index", 9, "NYS", "NYSE", "us_market", 2);
      case CURRENCY_PAIR -> new Listing("CURRENCY", "Currency", 14, "CCY", "CCY", "ccy_market", 4);
      case CRYPTO_PAIR ->
          new Listing("CRYPTOCURRENCY", "Cryptocurrency", 41, "CCC", "CCC", "ccc_market", 2);
    };
  }

  private static Listing share(Instrument instrument) {
    if (instrument.symbol().endsWith(".L")) {
      return new Listing("EQUITY", "Equity", 8, "LSE", "LSE", "gb_market", 2);
    }
    return NEW_YORK.contains(instrument.symbol())
        ? new Listing("EQUITY", "Equity", 8, "NYQ", "NYSE", "us_market", 2)
        : new Listing("EQUITY", "Equity", 8, "NMS", "NasdaqGS", "us_market", 2);
  }

  static String messageBoard(Instrument instrument) {
    return "finmb_" + Math.abs((long) instrument.symbol().toLowerCase(Locale.ROOT).hashCode());
  }
}
