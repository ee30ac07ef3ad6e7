package dev.nautilus.bus.lettuce;

/// Position of an entry in a stream, ordered.
record StreamId(long millis, long sequence) implements Comparable<StreamId> {
  static final StreamId ZERO = new StreamId(0, 0);
  static final StreamId LAST = new StreamId(-1, -1);

  /// Reads `<millis>-<sequence>` as Redis writes it.
  static StreamId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1) {
      throw new IllegalArgumentException("stream id must be like 1700000000000-0, was " + text);
    }
    return new StreamId(
        Long.parseUnsignedLong(text.substring(0, dash)),
        Long.parseUnsignedLong(text.substring(dash + 1)));
  }

  @Override
  public int compareTo(StreamId other) {
    int byMillis = Long.compareUnsigned(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
  }

  StreamId max(StreamId other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
  }
}
