package dev.nautilus.engines.strategy.method;

/// When a position is left, whatever the signal says. A price that is exactly reached counts.
///
/// **Source** ta4j, StopLossRule, StopGainRule, TrailingStopLossRule, AverageTrueRangeStopLossRule,
/// AverageTrueRangeStopGainRule: the average true range is that of the bar looked at. **Undefined**
/// never; a rule of 0 is switched off, and one of the average true range while that is not known.
///
/// @param loss fraction of the entry price that may be lost
/// @param gain fraction of the entry price that is enough
/// @param trail fraction of the best close since entry that may be given back
/// @param bars most bars a position is held
/// @param atrLoss average true ranges that may be lost from the entry price
/// @param atrGain average true ranges from it that are enough
public record ExitRules(
    double loss, double gain, double trail, int bars, double atrLoss, double atrGain) {
  /// Why a position is left.
  public enum Reason {
    /// It is not.
    NONE,
    STOP_LOSS,
    ATR_STOP,
    TRAILING_STOP,
    STOP_GAIN,
    ATR_GAIN,
    TIME_STOP
  }

  /// A position as the rules see it.
  ///
  /// @param isLong whether it gains when the price rises
  /// @param entry price it was entered at
  /// @param best most favourable close since then
  /// @param held bars since then
  /// @param atr average true range now; `NaN` while not known
  public record Held(boolean isLong, double entry, double best, int held, double atr) {}

  public ExitRules {
    if (!(loss >= 0 && gain >= 0 && trail >= 0 && bars >= 0 && atrLoss >= 0 && atrGain >= 0)) {
      throw new IllegalArgumentException(
          "exits must be 0 or more, were loss %s, gain %s, trail %s, bars %d, atrLoss %s, atrGain %s"
              .formatted(loss, gain, trail, bars, atrLoss, atrGain));
    }
  }

  /// Whether a loss is cut at all.
  public boolean hasStop() {
    return loss > 0 || atrLoss > 0;
  }

  /// How far from a price the nearer stop is; `NaN` without a stop, or while the only one is not
  /// known.
  public double stopDistance(double price, double atr) {
    double share = loss > 0 ? loss * Math.abs(price) : Double.NaN;
    double ranges = atrLoss > 0 ? atrLoss * atr : Double.NaN;
    if (Double.isNaN(share) || Double.isNaN(ranges)) {
      return Double.isNaN(share) ? ranges : share;
    }
    return Math.min(share, ranges);
  }

  /// Price at which a loss is cut.
  public static double stopPrice(boolean isLong, double entry, double loss) {
    return isLong ? entry * (1 - loss) : entry * (1 + loss);
  }

  /// Price at which a gain is enough.
  public static double gainPrice(boolean isLong, double entry, double gain) {
    return isLong ? entry * (1 + gain) : entry * (1 - gain);
  }

  /// Whether a price has touched a stop.
  public static boolean isStopped(boolean isLong, double stop, double price) {
    return isLong ? price <= stop : price >= stop;
  }

  /// Looks at a bar: losses first, as within a bar nobody knows which came first.
  ///
  /// @param low lowest price of the bar
  /// @param high highest price of the bar
  public Reason reason(Held position, double low, double high) {
    boolean isLong = position.isLong();
    double worst = isLong ? low : high;
    double best = isLong ? high : low;
    if (loss > 0 && isStopped(isLong, stopPrice(isLong, position.entry(), loss), worst)) {
      return Reason.STOP_LOSS;
    }
    double up = isLong ? 1 : -1;
    double entry = position.entry();
    if (atrLoss > 0 && isStopped(isLong, entry - up * atrLoss * position.atr(), worst)) {
      return Reason.ATR_STOP;
    }
    if (trail > 0 && isStopped(isLong, stopPrice(isLong, position.best(), trail), worst)) {
      return Reason.TRAILING_STOP;
    }
    if (gain > 0 && isStopped(!isLong, gainPrice(isLong, position.entry(), gain), best)) {
      return Reason.STOP_GAIN;
    }
    if (atrGain > 0 && isStopped(!isLong, entry + up * atrGain * position.atr(), best)) {
      return Reason.ATR_GAIN;
    }
    return bars > 0 && position.held() >= bars ? Reason.TIME_STOP : Reason.NONE;
  }
}
