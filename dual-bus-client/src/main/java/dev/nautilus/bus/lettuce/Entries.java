package dev.nautilus.bus.lettuce;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one read brought: entries of some streams, oldest first within each. Filled by Netty's
/// thread, then handed to the reading thread.
final class Entries {
  private final GroupStream[] asked;
  private int[] streamOf = new int[16];
  private StreamId[] ids = new StreamId[16];
  private byte[] @Nullable [] bytes = new byte[16][];
  private int size;
  private int fullest;
  private long total;

  /// @param asked the streams that were asked for
  Entries(GroupStream[] asked) {
    this.asked = asked;
  }

  GroupStream[] asked() {
    return asked;
  }

  /// @param place of the stream among those that were asked for
  /// @param content the frame, or what a foreign entry holds instead; null when the entry is gone
  void add(int place, StreamId id, byte @Nullable [] content) {
    if (size == bytes.length) {
      int more = 2 * size;
      streamOf = Arrays.copyOf(streamOf, more);
      ids = Arrays.copyOf(ids, more);
      bytes = Arrays.copyOf(bytes, more);
    }
    streamOf[size] = place;
    ids[size] = id;
    bytes[size] = content;
    total += content == null ? 0 : content.length;
    size++;
  }

  /// One of the streams brought so many.
  void ofOneStream(int count) {
    fullest = Math.max(fullest, count);
  }

  int size() {
    return size;
  }

  /// Most entries of any one stream.
  int fullest() {
    return fullest;
  }

  /// Bytes of all of them together.
  long totalBytes() {
    return total;
  }

  GroupStream stream(int index) {
    return asked[streamOf[index]];
  }

  StreamId id(int index) {
    return ids[index];
  }

  /// The frame; null when the entry is gone.
  byte @Nullable [] bytes(int index) {
    return bytes[index];
  }
}
