package dev.nautilus.engines.features.method;

/// A band on each side of the price; the one in force is the stop. A band only moves towards the
/// price, until the close of the bar before has crossed it.
final class FlippingStop implements Block {

  private boolean rising;
  private double upper = Double.NaN;
  private double lower = Double.NaN;

  /// @param before close of the bar before
  /// @param startRising side to begin on, read at the first call only
  double next(double centre, double distance, double before, double close, boolean startRising) {
    if (Double.isNaN(upper)) {
      rising = startRising;
      upper = centre + distance;
      lower = centre - distance;
    }
    if (centre + distance < upper || before > upper) {
      upper = centre + distance;
    }
    if (centre - distance > lower || before < lower) {
      lower = centre - distance;
    }
    rising = close > (rising ? lower : upper);
    return rising ? lower : upper;
  }

  boolean isRising() {
    return rising;
  }

  @Override
  public void exchange(Tape tape) {
    rising = tape.pass(rising);
    upper = tape.pass(upper);
    lower = tape.pass(lower);
  }
}
