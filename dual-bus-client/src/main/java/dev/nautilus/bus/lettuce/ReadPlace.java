package dev.nautilus.bus.lettuce;

import org.jspecify.annotations.Nullable;

/// Up to where one pushed stream was seen. Behind a node that took the master's place it goes back:
/// there the same frames, sent again, and newer ones may bear ids that are lower than those seen
/// before. What was seen is told by its sequence. Confined to the reading thread, except for
/// [#seen] and [#serverReplaced].
final class ReadPlace {
  /// How far the clocks of the nodes of a bus may be apart, and a replica behind.
  private static final long REWIND_MILLIS = 10_000;

  /// Everything up to here has been seen.
  private volatile StreamId seen = StreamId.ZERO;

  private volatile boolean replaced;

  /// What the last catching up could not find any more: all before this entry, which is behind
  /// where it began.
  private StreamId trimmedTo = StreamId.ZERO;

  /// The highest that was ever seen.
  private StreamId highest = StreamId.ZERO;

  private int encounters;
  private boolean back;
  private boolean first;

  /// Any thread.
  StreamId seen() {
    return seen;
  }

  /// Everything up to this entry was seen.
  void seen(StreamId id) {
    seen = seen.max(id);
  }

  /// Where the stream ends is where this begins.
  ///
  /// @param met how often a server was met by whoever reads
  void startAt(StreamId end, int met) {
    seen = end;
    highest = end;
    encounters = met;
  }

  /// The server lost its memory: what it has now may bear lower ids. Any thread.
  void serverReplaced() {
    replaced = true;
  }

  /// Begins catching up.
  ///
  /// @param met how often a server was met by whoever reads
  void begin(int met) {
    highest = highest.max(seen);
    back = !replaced && met != encounters;
    if (replaced) {
      replaced = false;
      seen = StreamId.ZERO;
      highest = StreamId.ZERO;
    } else if (back) {
      seen = new StreamId(Math.max(0, seen.millis() - REWIND_MILLIS), 0);
    }
    encounters = met;
    first = true;
  }

  /// Whether a server was met since catching up began: it may be another one.
  boolean isOutdated(int met) {
    return met != encounters;
  }

  /// Whether the last catching up was the first on a server that may be another one.
  boolean wentBack() {
    return back;
  }

  /// A page that was read from [#seen] on begins with this entry; null when it is empty.
  void pageBegins(@Nullable StreamId oldest) {
    if (!first) {
      return;
    }
    first = false;
    boolean behind = seen.compareTo(highest) < 0;
    if (oldest == null) {
      trimmedTo = behind ? StreamId.ZERO : StreamId.LAST;
    } else {
      boolean whole = behind ? oldest.compareTo(highest) <= 0 : oldest.equals(seen);
      trimmedTo = whole ? StreamId.ZERO : oldest;
    }
  }

  /// Whether this entry is behind all that was read before.
  boolean isNew(StreamId id) {
    return id.compareTo(seen.max(highest)) > 0;
  }

  /// Whether what stood before this entry had been trimmed when it was looked for.
  boolean isTrimmed(StreamId before) {
    return before.compareTo(trimmedTo) < 0;
  }
}
