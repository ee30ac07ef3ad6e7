package dev.nautilus.engines.features.method;

/// Wilder's parabolic stop. Kept in one orientation: a short position is a long one in mirrored
/// prices, so every rule is written once.
final class ParabolicStop implements Block {

  private final double step;
  private final double most;
  private final boolean hideFirstTrend;
  private double side = 1;
  private double stop;
  private double extreme;
  private double speed;
  private double floorBefore = Double.NaN;
  private double floorEarlier = Double.NaN;
  private double ceilingBefore = Double.NaN;
  private double ceilingEarlier = Double.NaN;
  private boolean trusted;
  private int seen;

  private ParabolicStop(Params params, boolean hideFirstTrend) {
    step = params.at(0);
    most = Math.max(params.at(0), params.at(1));
    speed = step;
    this.hideFirstTrend = hideFirstTrend;
  }

  static ParabolicStop ofTaLib(Params params) {
    return new ParabolicStop(params, false);
  }

  static ParabolicStop afterFirstReversal(Params params) {
    return new ParabolicStop(params, true);
  }

  void next(Candle candle, double[] out) {
    seen++;
    if (seen == 2) {
      begin(candle);
    }
    if (seen > 1) {
      advance(candle, out);
    }
    floorEarlier = floorBefore;
    floorBefore = candle.low();
    ceilingEarlier = ceilingBefore;
    ceilingBefore = candle.high();
  }

  private void begin(Candle candle) {
    double up = candle.high() - ceilingBefore;
    double down = floorBefore - candle.low();
    side = !hideFirstTrend && down > 0 && down > up ? -1 : 1;
    if (hideFirstTrend) {
      stop = floorBefore;
      extreme = ceilingBefore;
    } else {
      stop = side > 0 ? floorBefore : ceilingBefore;
      extreme = side > 0 ? candle.high() : candle.low();
      floorBefore = candle.low(); // TA-Lib takes the second bar for its own predecessor
      ceilingBefore = candle.high();
    }
  }

  private void advance(Candle candle, double[] out) {
    if (hideFirstTrend || seen > 2) {
      stop += speed * (extreme - stop);
    }
    if (seen > 2) {
      limit(near(floorBefore, ceilingBefore), near(floorEarlier, ceilingEarlier));
    }
    double nearest = near(candle.low(), candle.high());
    boolean crossed = hideFirstTrend ? nearest < side * stop : nearest <= side * stop;
    if (crossed) {
      reverse(candle);
    } else if (side * far(candle) > side * extreme) {
      extreme = far(candle);
      speed = Math.min(speed + step, most);
    }
    if (trusted || !hideFirstTrend) {
      out[0] = stop;
      out[1] = crossed ? 1 : 0;
    }
    trusted |= crossed;
  }

  private void reverse(Candle candle) {
    side = -side;
    stop = extreme;
    if (!hideFirstTrend) {
      limit(near(floorBefore, ceilingBefore), near(candle.low(), candle.high()));
    }
    speed = step;
    extreme = far(candle);
  }

  private void limit(double first, double second) {
    stop = side * Math.min(side * stop, Math.min(first, second));
  }

  /// The end of a bar the stop must not pass, in mirrored prices when short.
  private double near(double low, double high) {
    return side > 0 ? low : -high;
  }

  private double far(Candle candle) {
    return side > 0 ? candle.high() : candle.low();
  }

  @Override
  public void exchange(Tape tape) {
    side = tape.pass(side);
    stop = tape.pass(stop);
    extreme = tape.pass(extreme);
    speed = tape.pass(speed);
    floorBefore = tape.pass(floorBefore);
    floorEarlier = tape.pass(floorEarlier);
    ceilingBefore = tape.pass(ceilingBefore);
    ceilingEarlier = tape.pass(ceilingEarlier);
    trusted = tape.pass(trusted);
    seen = tape.pass(seen);
  }
}
