package dev.nautilus.engines.features.method;

/// Klinger's volume force: volume, signed by the direction of H + L + C and weighed by how much of
/// the range walked since the last turn belongs to this candle. `NaN` for the first two candles.
///
/// **Source** Klinger (1997), TASC 15(12), in the form of Stock.Indicators.
final class VolumeForce implements Block {

  private double price = Double.NaN;
  private double range;
  private double direction;
  private double walked;
  private double force;
  private int seen;

  double next(Candle candle) {
    double span = candle.high() - candle.low();
    double basis = candle.high() + candle.low() + candle.close();
    double way = basis > price ? 1 : -1;
    seen++;
    if (seen > 2) {
      walked = way == direction ? walked + span : range + span;
      force = force(candle.volume(), span) * way;
    }
    direction = way;
    range = span;
    price = basis;
    return seen > 2 ? force : Double.NaN;
  }

  private double force(double volume, double span) {
    if (span == walked || volume == 0) {
      return 0;
    }
    return 100 * volume * (span == 0 ? 2 : Math.abs(2 * (span / walked - 1)));
  }

  @Override
  public void exchange(Tape tape) {
    price = tape.pass(price);
    range = tape.pass(range);
    direction = tape.pass(direction);
    walked = tape.pass(walked);
    force = tape.pass(force);
    seen = tape.pass(seen);
  }
}
