package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Open, high, low, close and volume over one interval.
///
/// @param start first instant of the interval (inclusive)
/// @param high not below open, low or close
/// @param low not above open, high or close
/// @param volume 0 or more
/// @param vwap volume-weighted average price, when known
/// @param trades number of trades, when known
/// @param buyVolume volume bought by aggressors, when known
/// @param sellVolume volume sold by aggressors, when known
/// @param origin who cut it
/// @param revision 0 at first, raised when a late trade or a correction changes the bar
/// @param complete false while the interval still runs
public record Bar(
    InstrumentId instrument,
    BarSpec spec,
    Instant start,
    double open,
    double high,
    double low,
    double close,
    double volume,
    OptionalDouble vwap,
    OptionalLong trades,
    OptionalDouble buyVolume,
    OptionalDouble sellVolume,
    Origin origin,
    int revision,
    boolean complete,
    Provenance provenance)
    implements MarketDatum {

  /// Who cut the bar.
  public enum Origin {
    /// A vendor's history; for reconciliation.
    VENDOR,
    /// Our marketdata engine, from ticks; what live engines consume.
    BUILT
  }

  public Bar {
    Guard.finite(open, "open");
    Guard.finite(high, "high");
    Guard.finite(low, "low");
    Guard.finite(close, "close");
    Guard.notNegative(volume, "volume");
    Guard.finite(vwap, "vwap");
    Guard.notNegative(buyVolume, "buyVolume");
    Guard.notNegative(sellVolume, "sellVolume");
    if (high < low || open > high || open < low || close > high || close < low) {
      throw new IllegalArgumentException(
          "bar must satisfy low <= open, close <= high, was open %s high %s low %s close %s"
              .formatted(open, high, low, close));
    }
    if (revision < 0) {
      throw new IllegalArgumentException("revision must be 0 or more, was " + revision);
    }
  }

  @Override
  public Bar withProvenance(Provenance other) {
    return new Bar(
        instrument,
        spec,
        start,
        open,
        high,
        low,
        close,
        volume,
        vwap,
        trades,
        buyVolume,
        sellVolume,
        origin,
        revision,
        complete,
        other);
  }
}
