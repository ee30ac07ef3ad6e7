package dev.nautilus.bench.scale;

import java.util.List;

/// What a message costs Redis: `c(N) = a + b N`, of N engines that hear it. Fitted by least squares
/// on relative errors, `sum ((a + b N) / c - 1)^2` at its least, so that points with few engines
/// count as much as those with many. Source: weighted linear least squares with weights `1 / c^2`.
///
/// @param perMessage a, seconds for taking a message in
/// @param perDelivery b, seconds for each engine that hears it
record CostModel(double perMessage, double perDelivery) {

  /// @throws IllegalArgumentException when the points have fewer than two numbers of engines
  static CostModel fit(List<ScalePoint> points) {
    double weights = 0;
    double engines = 0;
    double squares = 0;
    double costs = 0;
    double products = 0;
    for (ScalePoint point : points) {
      double cost = point.redisSecondsPerMessage();
      double weight = 1 / (cost * cost);
      weights += weight;
      engines += weight * point.engines();
      squares += weight * point.engines() * point.engines();
      costs += weight * cost;
      products += weight * cost * point.engines();
    }
    if (points.stream().mapToInt(ScalePoint::engines).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "points must have two numbers of engines or more, were " + points.size() + " points");
    }
    double determinant = weights * squares - engines * engines;
    return new CostModel(
        (costs * squares - engines * products) / determinant,
        (weights * products - engines * costs) / determinant);
  }

  /// Redis seconds for a message that so many engines hear.
  double seconds(int engines) {
    return perMessage + perDelivery * engines;
  }

  /// By how much a point is off, as a fraction of what was measured; above 0 the model says more.
  double residual(ScalePoint point) {
    return seconds(point.engines()) / point.redisSecondsPerMessage() - 1;
  }

  /// Messages a second that masters can take.
  ///
  /// @param masters over which the keys are spread
  /// @param evenness 1 when each has the same share, less when the busiest has more: `1 / (masters
  ///   * share of the busiest)`
  /// @param usable share of a core that each may use, 0 to 1
  double messagesPerSecond(int masters, int engines, double evenness, double usable) {
    return masters * evenness * usable / seconds(engines);
  }
}
