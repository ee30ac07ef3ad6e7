package dev.nautilus.engines.ml.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// How good predictions were that were made before their outcome was known, beside those of someone
/// who knows nothing but how often each outcome came before: the base rate.
///
/// **Definition** over the newest `window` examples, and over all. The base prediction of an
/// example is `(ups + 1) / (n + 2)` of the examples before it (Laplace), of a regression their
/// mean. Measures of a classifier: `accuracy`, share of examples on the right side of one half;
/// `base_accuracy`; `log_loss` in nats and `base_log_loss`; `brier`, mean squared error of the
/// probability; `auc`, how often an example of class 1 was given more than one of class 0;
/// `calibration_error`, mean distance between what was said and what came, in ten bins. Of a
/// regression: `accuracy` of the sign and `base_accuracy`, `squared_error` and
/// `base_squared_error`, `correlation`. **Undefined** before the first example.
///
/// **Source** Gama, Sebastiao, Rodrigues (2013), On Evaluating Stream Learning Algorithms, Machine
/// Learning 90; Brier (1950); Fawcett (2006) for the AUC by ranks.
public final class PrequentialScore implements Restorable {
  private static final int BINS = 10;
  private static final int PARTS = 4;

  private final boolean classifier;
  private final double[] ring;
  private final int window;
  private double scored;
  private double right;
  private double baseRight;
  private double loss;
  private double baseLoss;
  private double outcomes;

  /// One measure.
  ///
  /// @param name as above
  /// @param value empty where undefined
  /// @param unit `fraction`, or empty when it has none
  public record Named(String name, OptionalDouble value, String unit) {}

  /// One bin of the calibration table.
  ///
  /// @param count examples in it
  /// @param said mean probability said
  /// @param came share of them that came true
  public record Bin(int count, double said, double came) {}

  /// A score of nothing yet.
  ///
  /// @param classifier whether outcomes are 0 or 1
  /// @param window newest examples looked at, 1 or more
  public PrequentialScore(boolean classifier, int window) {
    this.classifier = classifier;
    this.window = window;
    ring = new double[PARTS * window];
  }

  /// Takes an example in whose outcome is known now.
  ///
  /// @param second when the example was made, seconds since 1970
  /// @param said what was predicted before
  /// @return whether it was on the right side
  public boolean add(double second, double said, double outcome) {
    double base = base();
    int at = PARTS * (int) (scored % window);
    ring[at] = said;
    ring[at + 1] = outcome;
    ring[at + 2] = base;
    ring[at + 3] = second;
    scored++;
    outcomes += outcome;
    boolean correct = isRight(said, outcome);
    right += correct ? 1 : 0;
    baseRight += isRight(base, outcome) ? 1 : 0;
    loss += loss(said, outcome);
    baseLoss += loss(base, outcome);
    return correct;
  }

  private double base() {
    double mean = scored == 0 ? 0 : outcomes / scored;
    return classifier ? (outcomes + 1) / (scored + 2) : mean;
  }

  /// Whether a prediction is on the side of the outcome.
  public boolean isRight(double said, double outcome) {
    double middle = classifier ? 0.5 : 0;
    return said > middle == outcome > middle;
  }

  private double loss(double said, double outcome) {
    return classifier ? Probability.logLoss(said, outcome) : (said - outcome) * (said - outcome);
  }

  /// Examples scored, ever.
  public long scored() {
    return (long) scored;
  }

  /// Examples on the right side, ever.
  public long right() {
    return (long) right;
  }

  /// The same of the base rate.
  public long baseRight() {
    return (long) baseRight;
  }

  /// Sum of the losses, ever: nats, or squared units of the outcome.
  public double totalLoss() {
    return loss;
  }

  /// The same of the base rate.
  public double totalBaseLoss() {
    return baseLoss;
  }

  /// Share of examples in the window on the right side; empty before the first.
  public OptionalDouble accuracy() {
    return mean(at -> isRight(ring[at], ring[at + 1]) ? 1 : 0);
  }

  /// The measures of the window, in a fixed order.
  public List<Named> measures() {
    List<Named> all = new ArrayList<>();
    all.add(new Named("accuracy", accuracy(), "fraction"));
    OptionalDouble base = mean(at -> isRight(ring[at + 2], ring[at + 1]) ? 1 : 0);
    all.add(new Named("base_accuracy", base, "fraction"));
    String loss = classifier ? "log_loss" : "squared_error";
    all.add(new Named(loss, mean(at -> loss(ring[at], ring[at + 1])), ""));
    all.add(new Named("base_" + loss, mean(at -> loss(ring[at + 2], ring[at + 1])), ""));
    if (classifier) {
      OptionalDouble brier = mean(at -> (ring[at] - ring[at + 1]) * (ring[at] - ring[at + 1]));
      all.add(new Named("brier", brier, ""));
      all.add(new Named("auc", defined(RankedPairs.auc(column(0), column(1))), "fraction"));
      all.add(new Named("calibration_error", calibrationError(), "fraction"));
    } else {
      double correlation = RankedPairs.correlation(column(0), column(1));
      all.add(new Named("correlation", defined(correlation), ""));
    }
    return List.copyOf(all);
  }

  /// Ten bins of equal width; empty for a regression.
  public List<Bin> calibration() {
    if (!classifier) {
      return List.of();
    }
    int[] counts = new int[BINS];
    double[] said = new double[BINS];
    double[] came = new double[BINS];
    for (int i = 0; i < filled(); i++) {
      int bin = Math.clamp((int) (ring[PARTS * i] * BINS), 0, BINS - 1);
      counts[bin]++;
      said[bin] += ring[PARTS * i];
      came[bin] += ring[PARTS * i + 1];
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      int count = Math.max(1, counts[i]);
      bins.add(new Bin(counts[i], said[i] / count, came[i] / count));
    }
    return List.copyOf(bins);
  }

  /// Seconds from the oldest example in the window to the newest, 0 or more.
  public double seconds() {
    int filled = filled();
    if (filled == 0) {
      return 0;
    }
    int newest = (int) ((scored - 1) % window);
    int oldest = scored > window ? (int) (scored % window) : 0;
    return Math.max(0, ring[PARTS * newest + 3] - ring[PARTS * oldest + 3]);
  }

  private OptionalDouble calibrationError() {
    double apart = 0;
    for (Bin bin : calibration()) {
      apart += bin.count() * Math.abs(bin.said() - bin.came());
    }
    return filled() == 0 ? OptionalDouble.empty() : OptionalDouble.of(apart / filled());
  }

  private interface OfExample {
    double at(int place);
  }

  private OptionalDouble mean(OfExample each) {
    double sum = 0;
    for (int i = 0; i < filled(); i++) {
      sum += each.at(PARTS * i);
    }
    return filled() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / filled());
  }

  private double[] column(int part) {
    double[] column = new double[filled()];
    for (int i = 0; i < column.length; i++) {
      column[i] = ring[PARTS * i + part];
    }
    return column;
  }

  private int filled() {
    return (int) Math.min(scored, window);
  }

  private static OptionalDouble defined(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @Override
  public void save(DoubleConsumer out) {
    double[] sums = {scored, right, baseRight, loss, baseLoss, outcomes};
    Restorable.saveAll(out, sums);
    for (int i = 0; i < PARTS * filled(); i++) {
      out.accept(ring[i]);
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    double[] sums = new double[6];
    Restorable.loadAll(in, sums);
    scored = sums[0];
    right = sums[1];
    baseRight = sums[2];
    loss = sums[3];
    baseLoss = sums[4];
    outcomes = sums[5];
    for (int i = 0; i < PARTS * filled(); i++) {
      ring[i] = in.getAsDouble();
    }
  }
}
