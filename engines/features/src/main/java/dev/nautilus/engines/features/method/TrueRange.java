package dev.nautilus.engines.features.method;

/// Range of a candle stretched to the close before it.
final class TrueRange implements Block {

  private final boolean countFirst;
  private double before = Double.NaN;
  private double high = Double.NaN;
  private double low = Double.NaN;

  /// The first candle has no true range.
  TrueRange() {
    this(false);
  }

  private TrueRange(boolean countFirst) {
    this.countFirst = countFirst;
  }

  /// The first candle's true range is its own range, as in Lean.
  static TrueRange countingFirst() {
    return new TrueRange(true);
  }

  double next(Candle candle) {
    double close = countFirst && Double.isNaN(before) ? candle.close() : before;
    high = Math.max(candle.high(), close);
    low = Math.min(candle.low(), close);
    before = candle.close();
    return high - low;
  }

  /// The larger of the last high and the close before it.
  double high() {
    return high;
  }

  /// The smaller of the last low and the close before it.
  double low() {
    return low;
  }

  @Override
  public void exchange(Tape tape) {
    before = tape.pass(before);
    high = tape.pass(high);
    low = tape.pass(low);
  }
}
