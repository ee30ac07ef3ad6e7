package dev.nautilus.bench.load;

/// When each message of a steady stream is meant to be sent. A publisher that falls behind keeps
/// the plan: the delay it causes is in the latency, where a user would find it.
///
/// @param startNanos when message 1 is meant to go
/// @param rate messages a second
/// @param firstMeasured first message whose latency counts
/// @param lastMeasured last message whose latency counts
record Pace(long startNanos, int rate, long firstMeasured, long lastMeasured) {
  private static final long SECOND = 1_000_000_000L;

  /// A pace that begins now, warms up and is then measured.
  static Pace of(long startNanos, int rate, double warmupSeconds, double seconds) {
    long warm = Math.round(rate * warmupSeconds);
    return new Pace(startNanos, rate, warm + 1, warm + Math.round(rate * seconds));
  }

  /// When a message is meant to be sent.
  long intendedNanos(long sequence) {
    return startNanos + (sequence - 1) * SECOND / rate;
  }

  /// How many messages should have been sent by an instant.
  long due(long nowNanos) {
    long elapsed = nowNanos - startNanos;
    return elapsed < 0 ? 0 : elapsed * rate / SECOND + 1;
  }

  boolean measures(long sequence) {
    return sequence >= firstMeasured && sequence <= lastMeasured;
  }
}
