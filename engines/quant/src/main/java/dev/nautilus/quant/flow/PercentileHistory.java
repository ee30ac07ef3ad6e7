package dev.nautilus.quant.flow;

import com.tdunning.math.stats.Centroid;
import com.tdunning.math.stats.MergingDigest;
import java.nio.ByteBuffer;
import java.util.Base64;

/// Where a value stands in the history of its kind, in bounded memory; old values may fade.
///
/// A t-digest, kept as bytes between updates: what the digest makes of a value is then a function
/// of those bytes alone, whether or not the engine was restarted in between.
///
/// **Source** Dunning & Ertl (2019), arXiv:1902.04023; fading by forward decay: Cormode,
/// Shkapenyuk, Srivastava & Xu (2009), ICDE.
public final class PercentileHistory {
  private static final double COMPRESSION = 200;

  /// Weight of the first value when values fade; finer than any rounding of weights matters.
  private static final int UNIT = 1 << 10;

  private static final int HEAVIEST = 1 << 20;

  private final double halfLife;
  private State state;

  /// What to go on from.
  ///
  /// @param digest the t-digest in Base64; empty before the first value
  /// @param since values since the weights last began at their unit
  public record State(String digest, long since) {
    static final State EMPTY = new State("", 0);
  }

  private PercentileHistory(double halfLife, State state) {
    if (!(halfLife > 0)) {
      throw new IllegalArgumentException("half-life must be more than 0, was " + halfLife);
    }
    this.halfLife = halfLife;
    this.state = state;
  }

  /// In which all values count the same.
  public static PercentileHistory unfading() {
    return new PercentileHistory(Double.POSITIVE_INFINITY, State.EMPTY);
  }

  /// In which a value counts half as much after so many newer ones.
  ///
  /// @param halfLife in values, more than 0
  public static PercentileHistory fading(double halfLife) {
    return new PercentileHistory(halfLife, State.EMPTY);
  }

  /// Goes on from a state of a history with the same half-life.
  public PercentileHistory from(State other) {
    return new PercentileHistory(halfLife, other);
  }

  /// Share of the past values below this one, in [0, 1]; `NaN` while there are none.
  public double percentile(double value) {
    MergingDigest digest = digest();
    return digest.size() == 0 ? Double.NaN : Math.clamp(digest.cdf(value), 0, 1);
  }

  /// Takes a value in.
  ///
  /// @param value must be finite
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, was " + value);
    }
    MergingDigest digest = digest();
    long since = state.since;
    int weight = 1;
    if (halfLife < Double.POSITIVE_INFINITY) {
      weight = (int) Math.round(UNIT * Math.pow(2, since / halfLife));
      if (weight >= HEAVIEST) {
        digest = lighter(digest, weight / UNIT);
        weight = UNIT;
        since = 0;
      }
    }
    digest.add(value, weight);
    state = new State(text(digest), since + 1);
  }

  /// The same values at a fraction of their weights; what weighs nothing any more is forgotten.
  private static MergingDigest lighter(MergingDigest digest, int times) {
    MergingDigest lighter = new MergingDigest(COMPRESSION);
    for (Centroid centroid : digest.centroids()) {
      int weight = centroid.count() / times;
      if (weight > 0) {
        lighter.add(centroid.mean(), weight);
      }
    }
    return lighter;
  }

  private MergingDigest digest() {
    return state.digest.isEmpty()
        ? new MergingDigest(COMPRESSION)
        : MergingDigest.fromBytes(ByteBuffer.wrap(Base64.getDecoder().decode(state.digest)));
  }

  private static String text(MergingDigest digest) {
    digest.compress();
    ByteBuffer bytes = ByteBuffer.allocate(digest.byteSize());
    digest.asBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /// What to go on from.
  public State state() {
    return state;
  }
}
