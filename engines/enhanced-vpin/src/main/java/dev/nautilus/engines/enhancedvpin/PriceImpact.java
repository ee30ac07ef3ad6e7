package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engines.enhancedvpin.ToxicityMeter.Measure;
import dev.nautilus.engines.enhancedvpin.method.DecayingRegression;
import dev.nautilus.quant.flow.PercentileHistory;
import java.util.List;

/// How much signed flow moves the price, from flow that is signed one way only: by its trades, or
/// by bulk classification. The two ways sign different shares of the same volume, so neither their
/// points nor their past values belong together. Confined to the engine thread.
///
/// Kyle's lambda is the price change for one more of signed volume, Hasbrouck's the log return for
/// one more of signed square-root money. **Source** Kyle (1985), Econometrica 53(6); Hasbrouck
/// (2009), Journal of Finance 64(3).
final class PriceImpact {
  private final DecayingRegression kyle;
  private final DecayingRegression hasbrouck;
  private PercentileHistory kyles;
  private PercentileHistory hasbroucks;
  private double kylePercentile = Double.NaN;
  private double hasbrouckPercentile = Double.NaN;

  PriceImpact(EnhancedVpinProperties properties) {
    kyle = new DecayingRegression(properties.forgetting());
    hasbrouck = new DecayingRegression(properties.forgetting());
    kyles = properties.history(properties.clock());
    hasbroucks = properties.history(properties.clock());
  }

  /// @param kylePercentile of the slope at the newest bucket
  /// @param hasbrouckPercentile likewise
  record State(
      DecayingRegression.State kyle,
      DecayingRegression.State hasbrouck,
      PercentileHistory.State kyles,
      PercentileHistory.State hasbroucks,
      double kylePercentile,
      double hasbrouckPercentile) {}

  /// Takes an interval in.
  ///
  /// @param change of the price
  /// @param move of its logarithm
  void add(TradeFlow.Net net, double change, double move) {
    kyle.add(net.signed(), change);
    hasbrouck.add(net.root(), move);
  }

  /// A bucket of the clock is full.
  void turn() {
    kylePercentile = placed(kyles, kyle.slope(), kylePercentile);
    hasbrouckPercentile = placed(hasbroucks, hasbrouck.slope(), hasbrouckPercentile);
  }

  private static double placed(PercentileHistory history, double slope, double before) {
    if (!Double.isFinite(slope)) {
      return before;
    }
    double percentile = history.percentile(Math.abs(slope));
    history.add(Math.abs(slope));
    return percentile;
  }

  /// Whether the slopes have a history to stand in.
  boolean isReady() {
    return kyles.state().count() >= SignedScale.ENOUGH;
  }

  /// As of the newest bucket.
  List<Measure> measures() {
    return List.of(
        new Measure("kyle_lambda", kyle.slope(), kylePercentile),
        new Measure("hasbrouck_lambda", hasbrouck.slope(), hasbrouckPercentile));
  }

  State state() {
    return new State(
        kyle.state(),
        hasbrouck.state(),
        kyles.state(),
        hasbroucks.state(),
        kylePercentile,
        hasbrouckPercentile);
  }

  PriceImpact restore(State state) {
    kyle.restore(state.kyle());
    hasbrouck.restore(state.hasbrouck());
    kyles = kyles.from(state.kyles());
    hasbroucks = hasbroucks.from(state.hasbroucks());
    kylePercentile = state.kylePercentile();
    hasbrouckPercentile = state.hasbrouckPercentile();
    return this;
  }
}
