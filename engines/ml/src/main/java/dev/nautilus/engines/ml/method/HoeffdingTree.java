package dev.nautilus.engines.ml.method;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// A decision tree that grows while it learns and looks at each example once.
///
/// **Definition** a leaf splits at the input of the largest information gain `G` when that exceeds
/// the second best by more than the Hoeffding bound, or when the bound itself is below the tie
/// limit. It is tried every `grace` examples of a leaf. Inputs are taken as normally distributed in
/// each class; ten thresholds between the smallest and the largest value are tried. A leaf answers
/// with the frequencies it saw, or by naive Bayes, whichever was right more often in it. **Unit**
/// probability. **Undefined** before the first example. **Bounded** by the number of leaves.
///
/// **Source** Domingos, Hulten (2000), Mining High-Speed Data Streams, KDD; leaves after Holmes,
/// Kirkby, Pfahringer (2005), Stress-Testing Hoeffding Trees, PKDD.
final class HoeffdingTree implements Learner {
  /// @param grace examples of a leaf between two tries
  /// @param delta chance that the best input is not the best
  /// @param tie bound below which the better of two equals is taken
  /// @param thresholds tried for each input
  /// @param mostLeaves it grows no further than that
  record Rule(int grace, double delta, double tie, int thresholds, int mostLeaves) {
    /// As published, with room for more than a year of minutes.
    static final Rule PUBLISHED = new Rule(200, 1e-7, 0.05, 10, 256);
  }

  private sealed interface Node permits Leaf, Fork {}

  private record Leaf(TreeLeaf of) implements Node {}

  private static final class Fork implements Node {
    private final int input;
    private final double threshold;
    private Node low;
    private Node high;

    Fork(int input, double threshold, Node low, Node high) {
      this.input = input;
      this.threshold = threshold;
      this.low = low;
      this.high = high;
    }

    boolean isLow(double[] inputs) {
      return inputs[input] <= threshold;
    }
  }

  private final int inputs;
  private final Rule rule;
  private Node root;
  private int leaves = 1;

  HoeffdingTree(int inputs, Rule rule) {
    this.inputs = inputs;
    this.rule = rule;
    root = leaf(0, 0);
  }

  private Leaf leaf(double down, double up) {
    return new Leaf(new TreeLeaf(inputs, down, up));
  }

  /// Hoeffding's bound: with probability `1 - delta` the mean of `n` values is not further from the
  /// true one, `sqrt(range^2 ln(1/delta) / (2 n))`. In units of the values.
  ///
  /// @param range largest less smallest possible value
  static double bound(double range, double delta, double n) {
    return Math.sqrt(range * range * StrictMath.log(1 / delta) / (2 * n));
  }

  @Override
  public double predict(double[] row) {
    Node at = root;
    while (at instanceof Fork fork) {
      at = fork.isLow(row) ? fork.low : fork.high;
    }
    return ((Leaf) at).of().predict(row);
  }

  @Override
  public void learn(double[] row, double outcome) {
    root = learn(root, row, outcome == 1 ? 1 : 0);
  }

  private Node learn(Node at, double[] row, int label) {
    return switch (at) {
      case Fork fork -> {
        if (fork.isLow(row)) {
          fork.low = learn(fork.low, row, label);
        } else {
          fork.high = learn(fork.high, row, label);
        }
        yield fork;
      }
      case Leaf leaf -> {
        leaf.of().learn(row, label);
        yield leaves < rule.mostLeaves() ? split(leaf) : leaf;
      }
    };
  }

  private Node split(Leaf leaf) {
    TreeLeaf.Split split = leaf.of().trySplit(rule);
    if (split == null) {
      return leaf;
    }
    leaves++;
    return new Fork(
        split.input(),
        split.threshold(),
        leaf(split.lowDown(), split.lowUp()),
        leaf(split.highDown(), split.highUp()));
  }

  /// How many leaves it has.
  int leaves() {
    return leaves;
  }

  @Override
  public double[] weights() {
    return new double[0];
  }

  @Override
  public void save(DoubleConsumer out) {
    save(root, out);
  }

  private static void save(Node node, DoubleConsumer out) {
    switch (node) {
      case Leaf leaf -> {
        out.accept(0);
        leaf.of().save(out);
      }
      case Fork fork -> {
        out.accept(1);
        out.accept(fork.input);
        out.accept(fork.threshold);
        save(fork.low, out);
        save(fork.high, out);
      }
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    leaves = 0;
    root = node(in);
  }

  private Node node(DoubleSupplier in) {
    if (Restorable.count(in, 1) == 1) {
      return new Fork(Restorable.count(in, inputs - 1), in.getAsDouble(), node(in), node(in));
    }
    if (++leaves > rule.mostLeaves()) {
      throw new IllegalArgumentException(
          "a tree in a state must have at most " + rule.mostLeaves() + " leaves");
    }
    Leaf leaf = leaf(0, 0);
    leaf.of().load(in);
    return leaf;
  }
}
