package dev.nautilus.bus.lettuce;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one read brought: entries of some streams, oldest first within each. Filled by Netty's
/// thread, then handed to the reading thread, which may use it again for another read.
final class Entries {
  private final FramePool pool;
  private GroupStream[] asked = {};
  private int[] streamOf = new int[32];
  private StreamId[] ids = new StreamId[32];
  private @Nullable PooledFrame[] frames = new PooledFrame[32];
  private int size;
  private int fullest;
  private long total;

  Entries(FramePool pool) {
    this.pool = pool;
  }

  /// Forgets what it holds.
  ///
  /// @param streams the streams that will be asked for
  Entries reset(GroupStream[] streams) {
    for (int i = 0; i < size; i++) {
      PooledFrame frame = frames[i];
      if (frame != null) {
        pool.giveBack(frame);
      }
    }
    asked = streams;
    size = 0;
    fullest = 0;
    total = 0;
    return this;
  }

  GroupStream[] asked() {
    return asked;
  }

  /// @param place of the stream among those that were asked for
  /// @param content the frame, or what a foreign entry holds instead; null when the entry is gone
  void add(int place, StreamId id, @Nullable ByteBuffer content) {
    if (size == frames.length) {
      int more = 2 * size;
      streamOf = Arrays.copyOf(streamOf, more);
      ids = Arrays.copyOf(ids, more);
      frames = Arrays.copyOf(frames, more);
    }
    streamOf[size] = place;
    ids[size] = id;
    PooledFrame frame = content == null ? null : pool.copyOf(content);
    frames[size++] = frame;
    total += frame == null ? 0 : frame.length();
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

  /// The frame, until the next [#reset]; null when the entry is gone.
  @Nullable PooledFrame frame(int index) {
    return frames[index];
  }
}
