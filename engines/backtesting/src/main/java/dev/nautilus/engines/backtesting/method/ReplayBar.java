package dev.nautilus.engines.backtesting.method;

/// A bar to replay.
///
/// @param instrument which of the run's instruments, from 0
/// @param openNanos first instant of the interval
/// @param closeNanos first instant after it: nobody sees the bar before
/// @param volume 0 or more
public record ReplayBar(
    int instrument,
    long openNanos,
    long closeNanos,
    double open,
    double high,
    double low,
    double close,
    double volume) {

  public ReplayBar {
    if (!(low <= open && low <= close && open <= high && close <= high && volume >= 0)) {
      throw new IllegalArgumentException(
          "bar must satisfy low <= open, close <= high and volume >= 0, was open %s high %s low %s close %s volume %s"
              .formatted(open, high, low, close, volume));
    }
    if (closeNanos <= openNanos || instrument < 0) {
      throw new IllegalArgumentException(
          "bar must end after it begins, was %d to %d of instrument %d"
              .formatted(openNanos, closeNanos, instrument));
    }
  }
}
