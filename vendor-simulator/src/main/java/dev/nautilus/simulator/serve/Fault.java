package dev.nautilus.simulator.serve;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A misbehaviour to show, for a number of times, until an instant, or until cleared.
///
/// @param kind what goes wrong
/// @param channel plain requests (upgrades included) or frames of open WebSockets
/// @param pathPrefix only paths that begin with it are hit
/// @param delay how much later a `SLOW` answer comes
/// @param left how many more times it strikes; null for no such limit
/// @param until when it ends by the simulated clock; null for no such limit
public record Fault(
    Kind kind,
    Channel channel,
    String pathPrefix,
    Duration delay,
    @Nullable Integer left,
    @Nullable Instant until) {

  /// What can go wrong.
  public enum Kind {
    /// The vendor's own "too many requests".
    HTTP_429,
    /// The vendor's own "out of order".
    HTTP_5XX,
    /// The right answer, late.
    SLOW,
    /// Half an answer, then the connection is gone; a WebSocket is dropped without goodbye.
    CUT,
    /// Success by status and content type, nonsense by content.
    GARBAGE
  }

  /// Where it goes wrong.
  public enum Channel {
    HTTP,
    STREAM
  }

  public Fault {
    if (left != null && left < 1) {
      throw new IllegalArgumentException("count must be at least 1, was " + left);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, was " + delay);
    }
    if (channel == Channel.STREAM && (kind == Kind.HTTP_429 || kind == Kind.HTTP_5XX)) {
      throw new IllegalArgumentException(
          "a stream has no status: must be SLOW, CUT or GARBAGE, was " + kind);
    }
  }

  /// Strikes every request until cleared.
  public static Fault of(Kind kind) {
    return new Fault(kind, Channel.HTTP, "/", Duration.ZERO, null, null);
  }

  public Fault times(int count) {
    return new Fault(kind, channel, pathPrefix, delay, count, until);
  }

  public Fault until(Instant end) {
    return new Fault(kind, channel, pathPrefix, delay, left, end);
  }

  public Fault delayedBy(Duration longer) {
    return new Fault(kind, channel, pathPrefix, longer, left, until);
  }

  public Fault onPath(String prefix) {
    return new Fault(kind, channel, prefix, delay, left, until);
  }

  public Fault onStreams() {
    return new Fault(kind, Channel.STREAM, pathPrefix, delay, left, until);
  }
}
