package dev.nautilus.quant.flow;

import com.tdunning.math.stats.MergingDigest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Where a value stands in the history of its kind, in bounded memory; old values may fade.
///
/// T-digests, kept as bytes between updates: what a digest makes of a value is then a function of
/// those bytes alone, whether or not the engine was restarted in between. Where values fade, each
/// half of a half-life has a digest of its own, which weighs less the older it is: a digest itself
/// cannot hold weights, for its outermost centroids must be single values. After six half-lives, at
/// a weight of a 64th, values are forgotten.
///
/// **Source** Dunning & Ertl (2019), arXiv:1902.04023.
public final class PercentileHistory {
  private static final double COMPRESSION = 100;
  private static final int PARTS_OF_HALF_LIFE = 2;
  private static final int HALF_LIVES_KEPT = 6;

  private final double halfLife;
  private State state;

  /// What to go on from.
  ///
  /// @param spans oldest first
  /// @param count values taken in, the forgotten ones included
  public record State(List<Span> spans, long count) {
    static final State EMPTY = new State(List.of(), 0);

    public State {
      spans = List.copyOf(spans);
    }
  }

  /// Values that came one after the other.
  ///
  /// @param digest their t-digest in Base64
  /// @param count how many
  public record Span(String digest, long count) {}

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
    double below = 0;
    double all = 0;
    double newer = 0;
    for (Span span : state.spans.reversed()) {
      double age = newer + span.count / 2.0;
      double weight = span.count * Math.pow(2, -age / halfLife);
      below += weight * Math.clamp(digest(span).cdf(value), 0, 1);
      all += weight;
      newer += span.count;
    }
    return all > 0 ? Math.clamp(below / all, 0, 1) : Double.NaN;
  }

  /// Takes a value in.
  ///
  /// @param value must be finite
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, was " + value);
    }
    List<Span> spans = new ArrayList<>(state.spans);
    boolean begins = spans.isEmpty() || spans.getLast().count >= halfLife / PARTS_OF_HALF_LIFE;
    Span newest = begins ? new Span("", 0) : spans.removeLast();
    MergingDigest digest = digest(newest);
    digest.add(value);
    spans.addLast(new Span(text(digest), newest.count + 1));
    while (spans.size() > PARTS_OF_HALF_LIFE * HALF_LIVES_KEPT) {
      spans.removeFirst();
    }
    state = new State(spans, state.count + 1);
  }

  private static MergingDigest digest(Span span) {
    return span.digest.isEmpty()
        ? new MergingDigest(COMPRESSION)
        : MergingDigest.fromBytes(ByteBuffer.wrap(Base64.getDecoder().decode(span.digest)));
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
