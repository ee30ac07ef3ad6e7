package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The names in a frame: its sender, instance and type table. Frames of one publisher mostly have
/// the same ones, so a reader makes them once. Confined to the reader's thread.
final class TypeTable {
  final EngineType sender;
  final String instance;
  final String[] types;
  final byte[] versions;

  /// The bytes they were read from, to be compared with the next frame's.
  private final byte[] spelling;

  private final int typeCount;

  /// What the reader of the frames remembers along with them.
  @Nullable Object attachment;

  private @Nullable Origin origin;

  TypeTable(EngineType sender, String instance, String[] types, byte[] versions, byte[] spelling) {
    this.sender = sender;
    this.instance = instance;
    this.types = types;
    this.versions = versions;
    this.spelling = spelling;
    this.typeCount = types.length;
  }

  int length() {
    return spelling.length;
  }

  /// Whether a frame with so many types has the same names at this place.
  boolean isAt(byte[] bytes, int from, int limit, int count) {
    int to = from + spelling.length;
    return count == typeCount
        && to <= limit
        && Arrays.equals(bytes, from, to, spelling, 0, spelling.length);
  }

  Origin origin(long incarnation, String stream) {
    Origin known = origin;
    if (known == null || known.incarnation() != incarnation || !known.stream().equals(stream)) {
      known = new Origin(sender, instance, incarnation, stream);
      origin = known;
    }
    return known;
  }
}
