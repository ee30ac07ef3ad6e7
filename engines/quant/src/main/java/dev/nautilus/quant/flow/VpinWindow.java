package dev.nautilus.quant.flow;

import java.util.ArrayList;
import java.util.List;

/// VPIN over the last `n` buckets: the sum of their absolute imbalances over the sum of their
/// sizes, which is `Σ OI/(n V*)` where all have one size. In [0, 1]; not known before `n` buckets.
///
/// O(1) for each bucket; summed anew once every `n` buckets, because additions and removals let
/// rounding errors pile up.
///
/// **Source** Easley, López de Prado & O'Hara (2012), RFS 25(5), equation 5.
public final class VpinWindow {
  private final double[] imbalances;
  private final double[] sizes;
  private int next;
  private int count;
  private double imbalance;
  private double size;

  /// An empty window.
  ///
  /// @param buckets window length, 1 or more
  public VpinWindow(int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("window must be 1 bucket or more, was " + buckets);
    }
    imbalances = new double[buckets];
    sizes = new double[buckets];
  }

  /// What to go on from.
  ///
  /// @param imbalances of the buckets in the window, oldest first
  /// @param sizes of the same buckets
  /// @param sinceSummed buckets since the sums were last taken anew
  /// @param imbalance running sum
  /// @param size running sum
  public record State(
      List<Double> imbalances, List<Double> sizes, int sinceSummed, double imbalance, double size) {
    public State {
      imbalances = List.copyOf(imbalances);
      sizes = List.copyOf(sizes);
    }
  }

  /// Goes on from a state of a window of the same length.
  public static VpinWindow from(State state, int buckets) {
    VpinWindow window = new VpinWindow(buckets);
    int held = state.imbalances.size();
    if (held > buckets || state.sizes.size() != held) {
      throw new IllegalArgumentException(
          "state must be of a window of %d buckets, was of %d".formatted(buckets, held));
    }
    window.count = held;
    window.next = state.sinceSummed;
    window.imbalance = state.imbalance;
    window.size = state.size;
    for (int age = 0; age < held; age++) {
      int place = Math.floorMod(state.sinceSummed - 1 - age, buckets);
      window.imbalances[place] = state.imbalances.get(held - 1 - age);
      window.sizes[place] = state.sizes.get(held - 1 - age);
    }
    return window;
  }

  /// Takes a bucket in.
  public void add(VolumeBucket bucket) {
    add(bucket.imbalance(), bucket.size());
  }

  /// Takes in a bucket, or a bar that counts as one.
  ///
  /// @param bucketImbalance 0 to `bucketSize`
  public void add(double bucketImbalance, double bucketSize) {
    imbalance += bucketImbalance - imbalances[next];
    size += bucketSize - sizes[next];
    imbalances[next] = bucketImbalance;
    sizes[next] = bucketSize;
    next = next + 1 == imbalances.length ? 0 : next + 1;
    count = Math.min(count + 1, imbalances.length);
    if (next == 0) {
      imbalance = sum(imbalances);
      size = sum(sizes);
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /// VPIN, in [0, 1]; `NaN` before the window is full, and where nothing traded in it.
  public double vpin() {
    return count < imbalances.length ? Double.NaN : Math.clamp(imbalance / size, 0, 1);
  }

  /// Window length in buckets.
  public int length() {
    return imbalances.length;
  }

  /// What to go on from.
  public State state() {
    List<Double> heldImbalances = new ArrayList<>();
    List<Double> heldSizes = new ArrayList<>();
    for (int age = count - 1; age >= 0; age--) {
      int place = Math.floorMod(next - 1 - age, imbalances.length);
      heldImbalances.add(imbalances[place]);
      heldSizes.add(sizes[place]);
    }
    return new State(heldImbalances, heldSizes, next, imbalance, size);
  }
}
