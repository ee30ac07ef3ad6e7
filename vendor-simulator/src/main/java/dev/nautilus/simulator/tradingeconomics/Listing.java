package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import java.util.Optional;

/// The vendor's symbols: `AAPL:US`, `VOD:LN`, `EURUSD:CUR`, `MOVE:IND`.
final class Listing {
  private Listing() {}

  static Optional<Instrument> find(Market market, String symbol) {
    return market.instruments().stream()
        .filter(i -> symbol(i).equalsIgnoreCase(symbol.strip()))
        .findFirst();
  }

  static String symbol(Instrument instrument) {
    return ticker(instrument) + ":" + suffix(instrument);
  }

  static String ticker(Instrument instrument) {
    String symbol = instrument.symbol();
    return switch (instrument.kind()) {
      case CURRENCY_PAIR -> symbol.replace("=X", "");
      case CRYPTO_PAIR -> symbol.replace("-", "");
      case INDEX -> symbol.substring(1);
      default -> symbol.endsWith(".L") ? symbol.substring(0, symbol.length() - 2) : symbol;
    };
  }

  private static String suffix(Instrument instrument) {
    return switch (instrument.kind()) {
      case CURRENCY_PAIR, CRYPTO_PAIR -> "CUR";
      case INDEX -> "IND";
      default -> instrument.symbol().endsWith(".L") ? "LN" : "US";
    };
  }

  static String type(Instrument instrument) {
    return switch (instrument.kind()) {
      case CURRENCY_PAIR -> "currency";
      case CRYPTO_PAIR -> "crypto";
      case INDEX -> "index";
      default -> "stocks";
    };
  }
}
