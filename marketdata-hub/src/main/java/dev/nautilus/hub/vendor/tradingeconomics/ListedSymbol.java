package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.message.InstrumentId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the vendor calls an instrument: `AAPL:US`, `EURUSD:CUR`, `VIX:IND`. The hub writes tickers
/// as Yahoo Finance does; the vendor's own spelling is taken as it is.
final class ListedSymbol {
  private static final Pattern OWN =
      Pattern.compile("[A-Z0-9.]{1,20}:(?:[A-Z]{2}|IND|CUR|COM|GOV)");
  private static final Pattern PAIR = Pattern.compile("([A-Z]{3})?([A-Z]{3})=X");
  private static final Pattern COIN = Pattern.compile("([A-Z0-9]{2,10})-([A-Z]{3})");
  private static final Pattern SHARE = Pattern.compile("([A-Z0-9]{1,10})(?:\\.([A-Z]{1,2}))?");

  /// Exchanges by Yahoo's suffix.
  private static final Map<String, String> EXCHANGES =
      Map.of(
          "L", "LN", "DE", "GR", "PA", "FP", "MI", "IM", "AS", "NA", "T", "JP", "HK", "HK", "TO",
          "CN", "AX", "AU");

  /// Indices have names of their own everywhere.
  private static final Map<String, String> INDICES =
      Map.of(
          "^VIX", "VIX:IND",
          "^GSPC", "SPX:IND",
          "^DJI", "INDU:IND",
          "^IXIC", "CCMP:IND",
          "^NDX", "NDX:IND",
          "^FTSE", "UKX:IND",
          "^GDAXI", "DAX:IND",
          "^N225", "NKY:IND");

  private ListedSymbol() {}

  /// The vendor's symbol in upper case; empty when it cannot be told.
  static Optional<String> of(InstrumentId instrument) {
    String value = instrument.value();
    if (OWN.matcher(value).matches()) {
      return Optional.of(value);
    }
    if (INDICES.containsKey(value)) {
      return Optional.ofNullable(INDICES.get(value));
    }
    Matcher pair = PAIR.matcher(value);
    if (pair.matches()) {
      return Optional.of((pair.group(1) == null ? "USD" : pair.group(1)) + pair.group(2) + ":CUR");
    }
    Matcher coin = COIN.matcher(value);
    if (coin.matches()) {
      return Optional.of(coin.group(1) + coin.group(2) + ":CUR");
    }
    Matcher share = SHARE.matcher(value);
    if (!share.matches()) {
      return Optional.empty();
    }
    return share.group(2) == null
        ? Optional.of(share.group(1) + ":US")
        : Optional.ofNullable(EXCHANGES.get(share.group(2))).map(at -> share.group(1) + ":" + at);
  }
}
