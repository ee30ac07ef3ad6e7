package dev.nautilus.bus.lettuce;

import java.util.OptionalLong;

/// What XINFO says of a stream.
///
/// @param first id of its oldest entry; empty when it holds none
/// @param last the highest id it ever gave; `0-0` when there is no such stream
/// @param length entries in it
/// @param added entries that were ever added; empty before Redis 7, which does not count them
public record StreamFacts(String first, String last, long length, OptionalLong added) {
  /// Of a stream that is not there.
  static final StreamFacts NONE = new StreamFacts("", "0-0", 0, OptionalLong.of(0));

  /// Compares two entry ids as Redis orders them.
  public static int compare(String one, String other) {
    return StreamId.parse(one).compareTo(StreamId.parse(other));
  }
}
