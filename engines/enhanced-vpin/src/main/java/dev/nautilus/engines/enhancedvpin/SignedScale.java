package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.quant.flow.PercentileHistory;
import dev.nautilus.quant.flow.VolumeBucket;
import dev.nautilus.quant.flow.VolumeBuckets;
import dev.nautilus.quant.flow.VpinWindow;
import org.jspecify.annotations.Nullable;

/// VPIN of one scale over buckets of signed trades. Confined to the engine thread.
final class SignedScale {
  /// Values before a percentile says anything.
  static final int ENOUGH = 50;

  private final int buckets;
  private VpinWindow window;
  private PercentileHistory history;
  private @Nullable VolumeBuckets filling;
  private double percentile = Double.NaN;
  private double size = Double.NaN;

  /// @param buckets window length
  /// @param history of its VPINs, empty
  SignedScale(int buckets, PercentileHistory history) {
    this.buckets = buckets;
    window = new VpinWindow(buckets);
    this.history = history;
  }

  /// @param bucket the open one; null before the bucket size is known
  /// @param percentile of the newest VPIN
  record State(
      VpinWindow.State window,
      PercentileHistory.State history,
      VolumeBuckets.@Nullable State bucket,
      double percentile,
      double size) {}

  /// Sets the size of the buckets to come; `NaN` when it is not known.
  void resize(double newSize) {
    if (Double.isNaN(newSize)) {
      return;
    }
    size = newSize;
    if (filling == null) {
      filling = new VolumeBuckets(newSize);
    } else {
      filling.resize(newSize);
    }
  }

  /// Takes a trade in.
  void add(VolumeBuckets.Flow trade) {
    VolumeBuckets open = filling;
    if (open == null) {
      return;
    }
    for (VolumeBucket full : open.add(trade)) {
      window.add(full);
      double vpin = window.vpin();
      if (!Double.isNaN(vpin)) {
        percentile = history.percentile(vpin);
        history.add(vpin);
      }
    }
  }

  /// Whether VPIN has a history to stand in.
  boolean isReady() {
    return history.state().count() >= ENOUGH;
  }

  double vpin() {
    return window.vpin();
  }

  double percentile() {
    return percentile;
  }

  State state() {
    return new State(
        window.state(),
        history.state(),
        filling == null ? null : filling.state(),
        percentile,
        size);
  }

  SignedScale restore(State state) {
    window = VpinWindow.from(state.window(), buckets);
    history = history.from(state.history());
    percentile = state.percentile();
    size = state.size();
    if (state.bucket() != null) {
      filling = VolumeBuckets.from(state.bucket(), size);
    }
    return this;
  }
}
