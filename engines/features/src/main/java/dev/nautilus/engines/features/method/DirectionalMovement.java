package dev.nautilus.engines.features.method;

/// One-bar directional movement: how far the high rose or the low fell beyond the candle before,
/// whichever is more; both 0 if equal.
///
/// **Source** Wilder (1978), New Concepts in Technical Trading Systems.
final class DirectionalMovement implements Block {

  private double high = Double.NaN;
  private double low = Double.NaN;
  private double plus = Double.NaN;
  private double minus = Double.NaN;

  void next(Candle candle) {
    double up = candle.high() - high;
    double down = low - candle.low();
    boolean first = Double.isNaN(high);
    plus = first ? Double.NaN : up > 0 && up > down ? up : 0;
    minus = first ? Double.NaN : down > 0 && down > up ? down : 0;
    high = candle.high();
    low = candle.low();
  }

  double plus() {
    return plus;
  }

  double minus() {
    return minus;
  }

  @Override
  public void exchange(Tape tape) {
    high = tape.pass(high);
    low = tape.pass(low);
    plus = tape.pass(plus);
    minus = tape.pass(minus);
  }
}
