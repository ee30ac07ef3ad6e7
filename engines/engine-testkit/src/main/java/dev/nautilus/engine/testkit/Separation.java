package dev.nautilus.engine.testkit;

import java.util.List;

/// How well two samples are told apart by their values.
public final class Separation {
  private Separation() {}

  /// Area under the ROC curve: how often a value of the first beats one of the second, a draw
  /// counting half. A fraction: 0.5 when nothing tells them apart, 1 when everything does.
  ///
  /// **Source** Hanley & McNeil (1982), Radiology 143(1): the Mann-Whitney statistic.
  ///
  /// @throws IllegalArgumentException when a sample is empty or holds what is no number
  public static double auc(List<Double> first, List<Double> second) {
    if (first.isEmpty()
        || second.isEmpty()
        || first.contains(Double.NaN)
        || second.contains(Double.NaN)) {
      throw new IllegalArgumentException(
          "samples must have numbers, were " + first + " and " + second);
    }
    double won = 0;
    for (double one : first) {
      for (double other : second) {
        won += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return won / first.size() / second.size();
  }
}
