package dev.nautilus.engines.strategy.method;

/// When a position is left, whatever the signal says. A price that is exactly reached counts.
///
/// **Source** ta4j, StopLossRule, StopGainRule, TrailingStopLossRule. **Undefined** never; a rule
/// of 0 is switched off.
///
/// @param loss fraction of the entry price that may be lost
/// @param gain fraction of the entry price that is enough
/// @param trail fraction of the best close since entry that may be given back
/// @param bars most bars a position is held
public record ExitRules(double loss, double gain, double trail, int bars) {
  /// Why a position is left.
  public enum Reason {
    /// It is not.
    NONE,
    STOP_LOSS,
    STOP_GAIN,
    TRAILING_STOP,
    TIME_STOP
  }

  /// A position as the rules see it.
  ///
  /// @param isLong whether it gains when the price rises
  /// @param entry price it was entered at
  /// @param best most favourable close since then
  /// @param held bars since then
  public record Held(boolean isLong, double entry, double best, int held) {}

  public ExitRules {
    if (!(loss >= 0 && gain >= 0 && trail >= 0 && bars >= 0)) {
      throw new IllegalArgumentException(
          "exits must be 0 or more, were loss %s, gain %s, trail %s, bars %d"
              .formatted(loss, gain, trail, bars));
    }
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
    if (trail > 0 && isStopped(isLong, stopPrice(isLong, position.best(), trail), worst)) {
      return Reason.TRAILING_STOP;
    }
    if (gain > 0 && isStopped(!isLong, gainPrice(isLong, position.entry(), gain), best)) {
      return Reason.STOP_GAIN;
    }
    return bars > 0 && position.held() >= bars ? Reason.TIME_STOP : Reason.NONE;
  }
}
