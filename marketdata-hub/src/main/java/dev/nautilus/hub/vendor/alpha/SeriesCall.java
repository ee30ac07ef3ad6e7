package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.InstrumentId;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// One request for bars.
///
/// @param month the month of intraday bars wanted; null for the newest ones
/// @param full whether all rows are wanted, not the newest hundred; then as CSV, which is a third
///   as long
record SeriesCall(
    InstrumentId instrument,
    AlphaSymbol symbol,
    SeriesInterval interval,
    @Nullable YearMonth month,
    boolean full) {

  /// Adds what is asked for to a URL that has neither function nor key yet.
  VendorUrl onto(VendorUrl url) {
    url.with("function", function());
    switch (symbol) {
      case AlphaSymbol.Share(String ticker) -> url.with("symbol", ticker);
      case AlphaSymbol.Pair(String from, String to) ->
          url.with("from_symbol", from).with("to_symbol", to);
      case AlphaSymbol.Coin(String coin, String market) ->
          url.with("symbol", coin).with("market", market);
    }
    if (interval.isIntraday()) {
      url.with("interval", interval.wire());
    }
    if (interval.isIntraday() && symbol instanceof AlphaSymbol.Share) {
      // As traded and in the regular session, so that minutes and days agree.
      url.with("adjusted", "false").with("extended_hours", "false");
    }
    if (month != null) {
      url.with("month", month.toString());
    }
    if (hasSizes()) {
      url.with("outputsize", full ? "full" : "compact");
    }
    return url.with("datatype", full ? "csv" : "json");
  }

  private boolean hasSizes() {
    return interval.isIntraday()
        || (interval == SeriesInterval.DAY && !(symbol instanceof AlphaSymbol.Coin));
  }

  private String function() {
    String ending = interval.isIntraday() ? "INTRADAY" : interval.wire();
    return switch (symbol) {
      case AlphaSymbol.Share _ -> "TIME_SERIES_" + ending;
      case AlphaSymbol.Pair _ -> "FX_" + ending;
      case AlphaSymbol.Coin _ -> (interval.isIntraday() ? "CRYPTO_" : "DIGITAL_CURRENCY_") + ending;
    };
  }

  /// The zone of stamps where the answer names none, as CSV never does.
  ZoneId usualZone() {
    return symbol instanceof AlphaSymbol.Share ? AlphaText.EASTERN : ZoneOffset.UTC;
  }
}
