package dev.nautilus.engines.ml;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.ml.method.McNemar;
import java.util.OptionalDouble;

/// Live learner against shadow, on the same examples, so many at a time. Confined to the engine
/// thread.
final class Contest {
  /// A difference this likely by chance is none.
  static final double CHANCE = 0.05;

  private final double least;
  private final int length;
  private long examples;
  private long liveOnly;
  private long shadowOnly;

  /// @param least how much better the shadow must be, as a fraction of the examples
  /// @param length examples after which it is decided
  Contest(double least, int length) {
    this.least = least;
    this.length = length;
  }

  void begin() {
    examples = 0;
    liveOnly = 0;
    shadowOnly = 0;
  }

  /// Takes an example in, and decides when it was the last; then the next contest begins.
  ///
  /// @return how likely the shadow's lead is by chance, if it has won
  OptionalDouble add(boolean liveRight, boolean shadowRight) {
    examples++;
    liveOnly += liveRight && !shadowRight ? 1 : 0;
    shadowOnly += shadowRight && !liveRight ? 1 : 0;
    if (examples < length) {
      return OptionalDouble.empty();
    }
    double gain = (double) (shadowOnly - liveOnly) / examples;
    double chance = McNemar.pValue(liveOnly, shadowOnly);
    begin();
    return gain > 0 && gain >= least && chance < CHANCE
        ? OptionalDouble.of(chance)
        : OptionalDouble.empty();
  }

  void write(StateOutput out) {
    out.whole(examples).whole(liveOnly).whole(shadowOnly);
  }

  void read(StateInput in) {
    examples = in.whole();
    liveOnly = in.whole();
    shadowOnly = in.whole();
  }
}
