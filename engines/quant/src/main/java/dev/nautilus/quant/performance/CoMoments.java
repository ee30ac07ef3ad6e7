package dev.nautilus.quant.performance;

/// Means and co-moments of a stream of pairs, one update at a time.
///
/// **Source** Chan, Golub & LeVeque (1979), Stanford STAN-CS-79-773.
///
/// @param count pairs
/// @param meanX of the first values
/// @param meanY of the second ones
/// @param squaresX sum of squared distances of the first ones
/// @param squaresY of the second ones
/// @param products sum of the products of distances
public record CoMoments(
    long count, double meanX, double meanY, double squaresX, double squaresY, double products) {
  /// No pairs.
  public static final CoMoments NONE = new CoMoments(0, 0, 0, 0, 0, 0);

  /// Of two arrays; a pair with a `NaN` is left out.
  public static CoMoments of(double[] x, double[] y) {
    Sample.requirePairs(x, y);
    CoMoments moments = NONE;
    for (int i = 0; i < x.length; i++) {
      moments = moments.plus(x[i], y[i]);
    }
    return moments;
  }

  /// One pair more; with a `NaN` in it, none.
  public CoMoments plus(double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return this;
    }
    double deltaX = x - meanX;
    double deltaY = y - meanY;
    double nextX = meanX + deltaX / (count + 1);
    double nextY = meanY + deltaY / (count + 1);
    return new CoMoments(
        count + 1,
        nextX,
        nextY,
        squaresX + deltaX * (x - nextX),
        squaresY + deltaY * (y - nextY),
        products + deltaX * (y - nextY));
  }

  /// Slope of the regression of the second on the first values. Undefined below two pairs, and
  /// where the first ones do not vary.
  public double slope() {
    return count < 2 || squaresX / count < 1e-30 ? Double.NaN : products / squaresX;
  }

  /// Correlation in [-1, 1]. Undefined where either does not vary.
  public double correlation() {
    return squaresX > 0 && squaresY > 0
        ? products / (Math.sqrt(squaresX) * Math.sqrt(squaresY))
        : Double.NaN;
  }
}
