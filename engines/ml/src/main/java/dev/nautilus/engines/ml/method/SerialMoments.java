package dev.nautilus.engines.ml.method;

import dev.nautilus.quant.flow.Moments;

/// Mean, deviation and lag-1 autocorrelation of a stream.
///
/// **Definition** `r1 = sum (y_i - m)(y_i+1 - m) / sum (y_i - m)^2`, `m` the mean of all values.
/// The products are summed about the first value and moved to the mean at the end, so that a large
/// mean costs no digits. **Unit** of `r1`: none, from -1 to 1. **Undefined** (`NaN`) below two
/// values and where all are the same.
///
/// **Source** Welford (1962) for the moments; Box, Jenkins, Reinsel, Time Series Analysis, 2.1.
final class SerialMoments {
  private Moments moments = Moments.NONE;
  private double first;
  private double last;
  private double products;

  void add(double value) {
    if (moments.count() == 0) {
      first = value;
    } else {
      products += (last - first) * (value - first);
    }
    last = value;
    moments = moments.plus(value);
  }

  Moments moments() {
    return moments;
  }

  double autocorrelation() {
    if (moments.count() < 2 || moments.squares() == 0) {
      return Double.NaN;
    }
    double shift = moments.mean() - first;
    double ends = last - first;
    double about =
        products
            - shift * (2 * moments.count() * shift - ends)
            + (moments.count() - 1) * shift * shift;
    return about / moments.squares();
  }
}
