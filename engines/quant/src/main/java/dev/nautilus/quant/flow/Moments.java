package dev.nautilus.quant.flow;

/// Count, mean and sum of squared distances of a stream, mergeable.
///
/// Never a sum of squares: that loses all digits where the mean is large.
///
/// **Source** Welford (1962), Technometrics 4(3); merging by Chan, Golub & LeVeque (1979), Stanford
/// STAN-CS-79-773.
///
/// @param count how many values
/// @param mean 0 while there are none
/// @param squares sum of squared distances from the mean
public record Moments(long count, double mean, double squares) {
  /// No values.
  public static final Moments NONE = new Moments(0, 0, 0);

  /// One value more.
  public Moments plus(double value) {
    double delta = value - mean;
    double next = mean + delta / (count + 1);
    return new Moments(count + 1, next, squares + delta * (value - next));
  }

  /// So many zeros more: intervals in which nothing traded.
  public Moments plusZeros(long zeros) {
    return plus(new Moments(zeros, 0, 0));
  }

  /// All values of both.
  public Moments plus(Moments other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    double all = (double) count + other.count;
    double delta = other.mean - mean;
    return new Moments(
        count + other.count,
        mean + delta * other.count / all,
        squares + other.squares + delta * delta * count * other.count / all);
  }

  /// Sample standard deviation (divisor `count - 1`), in the unit of the values; `NaN` below two
  /// values.
  public double deviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }
}
