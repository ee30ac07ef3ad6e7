package dev.nautilus.bus.lettuce;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Which publishers a stream need not remember any more. A stream remembers the last sequence of
/// each incarnation, so that a frame sent twice is there once; an incarnation that ended would stay
/// for ever.
///
/// Without any clock of a server: only a publisher whose sequence has not moved for as long as we
/// have watched it, far longer than anybody sends a frame again. One that is forgotten and lives
/// after all announces a jump with its next frame and goes on. Confined to one thread.
final class Publishers {
  /// So few are kept whatever their age: they take a few kilobytes, and a quiet publisher is not
  /// made to announce itself.
  static final int KEPT = 64;

  private static final long LEAST = TimeUnit.HOURS.toNanos(1);
  private static final int TIMEOUTS = 10;

  private final long quietNanos;
  private final Map<String, Map<String, Seen>> byStream = new HashMap<>();

  private record Seen(String sequence, long sinceNanos) {}

  /// @param deliveryTimeoutNanos how long a publisher sends a frame again; others may have a longer
  ///   one, hence ten times as long
  Publishers(long deliveryTimeoutNanos) {
    this.quietNanos = Math.max(LEAST, deliveryTimeoutNanos * TIMEOUTS);
  }

  /// Few enough: what was seen is not needed.
  void forget(String stream) {
    byStream.remove(stream);
  }

  /// Those that have not moved for long, with their sequence.
  ///
  /// @param sequences last sequence by incarnation, as the stream has it now
  Map<String, String> quiet(String stream, Map<String, String> sequences, long nowNanos) {
    Map<String, Seen> before = byStream.getOrDefault(stream, Map.of());
    Map<String, Seen> now = new HashMap<>();
    Map<String, String> quiet = new HashMap<>();
    sequences.forEach(
        (incarnation, sequence) -> {
          Seen seen = before.get(incarnation);
          if (seen == null || !seen.sequence().equals(sequence)) {
            seen = new Seen(sequence, nowNanos);
          }
          now.put(incarnation, seen);
          if (nowNanos - seen.sinceNanos() >= quietNanos) {
            quiet.put(incarnation, sequence);
          }
        });
    byStream.put(stream, now);
    return quiet;
  }
}
