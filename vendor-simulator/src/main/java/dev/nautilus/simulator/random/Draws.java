package dev.nautilus.simulator.random;

/// A seeded table of random numbers of unlimited length: `uniform(7)` is the same number whenever
/// and wherever it is asked. Nothing is consumed, so there is no state to lose at a restart.
///
/// **Source** of the bit mixer: Steele, Lea, Flood (2014), "Fast splittable pseudorandom number
/// generators", the variant 13 finaliser. Of the inverse normal distribution: P. J. Acklam's
/// rational approximation, relative error below 1.15e-9. Transcendental functions are `StrictMath`
/// so that two machines agree to the last bit.
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double LOW_TAIL = 0.02425;
  private static final double[] A = {
    -3.969683028665376e+01,
    2.209460984245205e+02,
    -2.759285104469687e+02,
    1.383577518672690e+02,
    -3.066479806614716e+01,
    2.506628277459239e+00
  };
  private static final double[] B = {
    -5.447609879822406e+01,
    1.615858368580409e+02,
    -1.556989798598866e+02,
    6.680131188771972e+01,
    -1.328068155288572e+01
  };
  private static final double[] C = {
    -7.784894002430293e-03,
    -3.223964580411365e-01,
    -2.400758277161838e+00,
    -2.549732539343734e+00,
    4.374664141464968e+00,
    2.938163982698783e+00
  };
  private static final double[] D = {
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00
  };

  private final long key;

  private Draws(long key) {
    this.key = key;
  }

  public static Draws seeded(long seed) {
    return new Draws(mix(seed + GOLDEN));
  }

  /// An independent table for one purpose, so that a new kind of draw never shifts an old one.
  public Draws of(String purpose) {
    long hash = 1125899906842597L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = 31 * hash + purpose.charAt(i);
    }
    return new Draws(mix(key ^ mix(hash)));
  }

  public Draws of(long index) {
    return new Draws(mix(key ^ mix(index * GOLDEN + 1)));
  }

  public long bits(long index) {
    return mix(key + index * GOLDEN);
  }

  /// A fraction strictly between 0 and 1, so that its logarithm always exists.
  public double uniform(long index) {
    return ((bits(index) >>> 12) + 0.5) * 0x1.0p-52;
  }

  /// A whole number from 0 to `bound - 1`.
  public int below(int bound, long index) {
    return (int) (uniform(index) * bound);
  }

  public double gaussian(long index) {
    return inverseNormal(uniform(index));
  }

  /// A gaussian that changes gradually: drawn at every `spacing`-th position, cosine between.
  public double smooth(long position, int spacing) {
    long knot = Math.floorDiv(position, spacing);
    double along = Math.floorMod(position, (long) spacing) / (double) spacing;
    double weight = (1 - StrictMath.cos(StrictMath.PI * along)) / 2;
    return gaussian(knot) * (1 - weight) + gaussian(knot + 1) * weight;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double inverseNormal(double p) {
    if (p < LOW_TAIL) {
      return tail(StrictMath.sqrt(-2 * StrictMath.log(p)));
    }
    if (p > 1 - LOW_TAIL) {
      return -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - p)));
    }
    double q = p - 0.5;
    double r = q * q;
    double top = ((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5];
    double bottom = ((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1;
    return top * q / bottom;
  }

  private static double tail(double q) {
    double top = ((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5];
    return top / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1);
  }
}
