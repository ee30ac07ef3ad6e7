package dev.nautilus.engines.ml.method;

import dev.nautilus.quant.flow.Moments;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/// A leaf of a [HoeffdingTree]: what it saw of each class, and which way of answering was right.
final class TreeLeaf implements Restorable {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// A branch with less than this share of the examples is none.
  private static final double LEAST_BRANCH = 0.01;

  /// @param lowDown weight of class 0 at or below the threshold; the others alike
  record Split(
      int input,
      double threshold,
      double gain,
      double lowDown,
      double lowUp,
      double highDown,
      double highUp) {}

  private final double[] counts;
  private final ClassDensities densities;
  private final double[][] smallest;
  private final double[][] largest;
  private double majorityRight;
  private double bayesRight;
  private double seenAtLastTry;

  /// @param down weight of class 0 that the split which made it left here
  /// @param up the same of class 1
  TreeLeaf(int inputs, double down, double up) {
    counts = new double[] {down, up};
    densities = new ClassDensities(inputs);
    smallest = new double[ClassDensities.CLASSES][inputs];
    largest = new double[ClassDensities.CLASSES][inputs];
    for (int label = 0; label < ClassDensities.CLASSES; label++) {
      Arrays.fill(smallest[label], Double.POSITIVE_INFINITY);
      Arrays.fill(largest[label], Double.NEGATIVE_INFINITY);
    }
    seenAtLastTry = down + up;
  }

  double predict(double[] inputs) {
    double all = counts[0] + counts[1];
    return majorityRight > bayesRight && all > 0
        ? counts[1] / all
        : densities.probability(inputs, counts);
  }

  void learn(double[] inputs, int label) {
    double all = counts[0] + counts[1];
    if (all > 0) {
      majorityRight += (counts[1] > counts[0] ? 1 : 0) == label ? 1 : 0;
      bayesRight += (densities.probability(inputs, counts) > 0.5 ? 1 : 0) == label ? 1 : 0;
    }
    counts[label]++;
    densities.learn(inputs, label);
    for (int i = 0; i < inputs.length; i++) {
      smallest[label][i] = Math.min(smallest[label][i], inputs[i]);
      largest[label][i] = Math.max(largest[label][i], inputs[i]);
    }
  }

  /// The split it is time for; null when there is none.
  @Nullable Split trySplit(HoeffdingTree.Rule rule) {
    double all = counts[0] + counts[1];
    if (counts[0] == 0 || counts[1] == 0 || all - seenAtLastTry < rule.grace()) {
      return null;
    }
    seenAtLastTry = all;
    Split best = null;
    double second = 0; // not to split gains nothing, and competes
    for (int input = 0; input < smallest[0].length; input++) {
      Split candidate = best(input, rule.thresholds());
      if (candidate != null && (best == null || candidate.gain() > best.gain())) {
        second = best == null ? second : Math.max(second, best.gain());
        best = candidate;
      } else if (candidate != null) {
        second = Math.max(second, candidate.gain());
      }
    }
    if (best == null || best.gain() <= 0) {
      return null;
    }
    double bound = HoeffdingTree.bound(1, rule.delta(), all);
    return best.gain() - second > bound || bound < rule.tie() ? best : null;
  }

  private @Nullable Split best(int input, int thresholds) {
    double low = Math.min(smallest[0][input], smallest[1][input]);
    double high = Math.max(largest[0][input], largest[1][input]);
    Split best = null;
    for (int k = 1; k <= thresholds && high > low; k++) {
      double threshold = low + k * (high - low) / (thresholds + 1);
      Split split = at(input, threshold);
      if (split != null && (best == null || split.gain() > best.gain())) {
        best = split;
      }
    }
    return best;
  }

  private @Nullable Split at(int input, double threshold) {
    double down = densities.of(0, input).count();
    double up = densities.of(1, input).count();
    double lowDown = down * share(0, input, threshold);
    double lowUp = up * share(1, input, threshold);
    double low = lowDown + lowUp;
    double all = down + up;
    if (low <= LEAST_BRANCH * all || all - low <= LEAST_BRANCH * all) {
      return null;
    }
    double after =
        (low * entropy(lowDown, lowUp) + (all - low) * entropy(down - lowDown, up - lowUp)) / all;
    double gain = entropy(counts[0], counts[1]) - after;
    return new Split(input, threshold, gain, lowDown, lowUp, down - lowDown, up - lowUp);
  }

  /// Share of a class at or below a threshold, as a normal distribution within what was seen.
  private double share(int label, int input, double threshold) {
    if (threshold < smallest[label][input]) {
      return 0;
    }
    if (threshold >= largest[label][input]) {
      return 1;
    }
    Moments seen = densities.of(label, input);
    return NORMAL.cumulativeProbability((threshold - seen.mean()) / seen.deviation());
  }

  /// In bits, from 0 to 1.
  private static double entropy(double down, double up) {
    if (down <= 0 || up <= 0) {
      return 0;
    }
    double share = up / (down + up);
    return -(share * StrictMath.log(share) + (1 - share) * StrictMath.log(1 - share))
        / StrictMath.log(2);
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, counts);
    densities.save(out);
    for (int label = 0; label < ClassDensities.CLASSES; label++) {
      Restorable.saveAll(out, smallest[label]);
      Restorable.saveAll(out, largest[label]);
    }
    Restorable.saveAll(out, new double[] {majorityRight, bayesRight, seenAtLastTry});
  }

  @Override
  public void load(DoubleSupplier in) {
    Restorable.loadAll(in, counts);
    densities.load(in);
    for (int label = 0; label < ClassDensities.CLASSES; label++) {
      Restorable.loadAll(in, smallest[label]);
      Restorable.loadAll(in, largest[label]);
    }
    majorityRight = in.getAsDouble();
    bayesRight = in.getAsDouble();
    seenAtLastTry = in.getAsDouble();
  }
}
