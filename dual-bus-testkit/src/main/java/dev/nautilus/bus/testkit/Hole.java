package dev.nautilus.bus.testkit;

/// Sequence numbers of one publisher that a [Recorder] has not seen although it saw lower and
/// higher ones.
///
/// @param stream where they are missing
/// @param incarnation of the publisher, new with each start of its client
/// @param first lowest missing number
/// @param missing how many in a row, 1 or more
public record Hole(String stream, long incarnation, long first, long missing) {
  @Override
  public String toString() {
    return "%s/%s-%d to %d".formatted(stream, Long.toHexString(incarnation), first, last());
  }

  private long last() {
    return first + missing - 1;
  }
}
