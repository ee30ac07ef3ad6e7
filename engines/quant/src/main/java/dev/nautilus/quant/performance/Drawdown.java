package dev.nautilus.quant.performance;

/// A stretch of time below a high-water mark.
///
/// @param start index of the first period below it
/// @param trough index of the deepest period
/// @param end index of the period that recovered it; the number of periods while none has
/// @param depth greatest loss from the mark, a fraction below 0
/// @param recovered whether the mark was reached again
public record Drawdown(long start, long trough, long end, double depth, boolean recovered) {
  /// Periods from the first loss to the recovery, that one included.
  public long length() {
    return end - start + 1;
  }

  /// Periods from the trough to the recovery.
  public long recovery() {
    return end - trough;
  }
}
