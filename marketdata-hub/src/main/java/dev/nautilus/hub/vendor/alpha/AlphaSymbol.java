package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.message.InstrumentId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the vendor calls an instrument. The hub writes tickers as Yahoo Finance does.
sealed interface AlphaSymbol {

  /// A share or fund.
  record Share(String ticker) implements AlphaSymbol {
    @Override
    public String newsTicker() {
      return ticker;
    }
  }

  /// Two currencies.
  record Pair(String from, String to) implements AlphaSymbol {
    @Override
    public String newsTicker() {
      return "FOREX:" + from;
    }
  }

  /// A crypto currency in the money of a market.
  record Coin(String coin, String market) implements AlphaSymbol {
    @Override
    public String newsTicker() {
      return "CRYPTO:" + coin;
    }
  }

  /// How news name it.
  String newsTicker();

  /// The instrument's name here; empty when the vendor has no such thing (an index, a future).
  static Optional<AlphaSymbol> of(InstrumentId instrument) {
    String value = instrument.value();
    Matcher pair = Names.PAIR.matcher(value);
    if (pair.matches()) {
      return Optional.of(new Pair(pair.group(1) == null ? "USD" : pair.group(1), pair.group(2)));
    }
    Matcher coin = Names.COIN.matcher(value);
    if (coin.matches()) {
      return Optional.of(new Coin(coin.group(1), coin.group(2)));
    }
    if (!Names.SHARE.matcher(value).matches()) {
      return Optional.empty();
    }
    int dot = value.lastIndexOf('.');
    String exchange = dot < 0 ? null : Names.EXCHANGES.get(value.substring(dot + 1));
    return Optional.of(
        new Share(exchange == null ? value : value.substring(0, dot + 1) + exchange));
  }

  /// Patterns and tables.
  final class Names {
    /// `EURUSD=X`; `JPY=X` is the price of a dollar.
    private static final Pattern PAIR = Pattern.compile("([A-Z]{3})?([A-Z]{3})=X");

    private static final Pattern COIN = Pattern.compile("([A-Z0-9]{2,10})-([A-Z]{3})");
    private static final Pattern SHARE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.\\-]{0,19}");

    /// Exchanges by Yahoo's suffix, as the vendor's documentation shows them in its examples.
    private static final Map<String, String> EXCHANGES =
        Map.of(
            "L", "LON", "DE", "DEX", "TO", "TRT", "V", "TRV", "BO", "BSE", "SS", "SHH", "SZ",
            "SHZ");

    private Names() {}
  }
}
