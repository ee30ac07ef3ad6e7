package dev.nautilus.bus.lettuce;

/// How many entries a read asks for: few at first, twice as many after each full answer, but never
/// so many that answers of the present size would exceed what may be in hand. Confined to the
/// reading thread.
final class ReadSize {
  private static final int FIRST = 8;

  /// A frame holds many messages, an entry of main Redis one.
  private static final int MOST_FRAMES = 32;

  /// Of each of eighteen streams: main Redis does nothing else while it hands them over.
  private static final int MOST_ENTRIES = 256;

  private static final long MOST_BYTES = 4L << 20;

  private final int most;
  private int count = FIRST;

  private ReadSize(int most) {
    this.most = most;
  }

  static ReadSize ofFrames() {
    return new ReadSize(MOST_FRAMES);
  }

  static ReadSize ofEntries() {
    return new ReadSize(MOST_ENTRIES);
  }

  int count() {
    return count;
  }

  /// A read brought so much.
  ///
  /// @param fullest most entries of one stream
  /// @param entries entries of all streams
  /// @param bytes of all entries
  void came(int fullest, int entries, long bytes) {
    if (entries == 0) {
      return;
    }
    long fit = Math.max(1, MOST_BYTES / Math.max(1, bytes / entries));
    int wanted = fullest >= count ? 2 * count : count;
    count = (int) Math.min(Math.min(wanted, most), fit);
  }
}
