package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Instrument.Kind;
import dev.nautilus.simulator.market.Market;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The vendor's names for what is traded. It has no indices.
final class Listing {
  private final Market market;

  Listing(Market market) {
    this.market = market;
  }

  /// A share or fund by ticker: `AAPL`, `VOD.LON`.
  Optional<Instrument> share(String ticker) {
    return market.instruments().stream()
        .filter(i -> i.kind() == Kind.SHARE || i.kind() == Kind.FUND)
        .filter(i -> ticker(i).equalsIgnoreCase(ticker))
        .findFirst();
  }

  /// Two currencies, or a coin and a currency.
  Optional<Instrument> pair(String from, String to) {
    String upperFrom = from.toUpperCase(Locale.ROOT);
    String upperTo = to.toUpperCase(Locale.ROOT);
    return market.find(upperFrom + upperTo + "=X").or(() -> market.find(upperFrom + "-" + upperTo));
  }

  /// By the name that news use: `AAPL`, `CRYPTO:BTC`, `FOREX:EUR`.
  Optional<Instrument> newsTicker(String ticker) {
    return market.instruments().stream()
        .filter(i -> newsTicker(i).equalsIgnoreCase(ticker))
        .findFirst();
  }

  static String newsTicker(Instrument instrument) {
    return switch (instrument.kind()) {
      case CURRENCY_PAIR -> "FOREX:" + codes(instrument).getFirst();
      case CRYPTO_PAIR -> "CRYPTO:" + codes(instrument).getFirst();
      default -> ticker(instrument);
    };
  }

  static String ticker(Instrument instrument) {
    String symbol = instrument.symbol();
    return symbol.endsWith(".L") ? symbol.substring(0, symbol.length() - 1) + "LON" : symbol;
  }

  /// The two codes of a pair.
  static List<String> codes(Instrument instrument) {
    String symbol = instrument.symbol();
    return instrument.kind() == Kind.CRYPTO_PAIR
        ? List.of(symbol.split("-", -1))
        : List.of(symbol.substring(0, 3), symbol.substring(3, 6));
  }

  static boolean isPair(Instrument instrument) {
    return instrument.kind() == Kind.CURRENCY_PAIR || instrument.kind() == Kind.CRYPTO_PAIR;
  }

  static int decimals(Instrument instrument) {
    return instrument.kind() == Kind.CURRENCY_PAIR ? 5 : 4;
  }
}
