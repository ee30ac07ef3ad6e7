package dev.nautilus.bus.lettuce;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Arrays that pushes are copied into, used again instead of being garbage. Bounded: what does not
/// fit in is left to the collector. Netty's thread takes, the reading thread gives back.
final class FramePool {
  /// Large enough for a full frame of quotes; larger frames are rare and get an array of their own.
  private static final int SIZE = 20 << 10;

  private static final int MOST = 128;

  /// So little is not worth a large array when all are in use: a read of main Redis brings
  /// thousands of entries of some hundred bytes.
  private static final int SMALL = 2 << 10;

  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(MOST);

  /// Large arrays, Netty's thread alone counts them.
  private int made;

  /// Copies what remains in the buffer.
  PooledFrame copyOf(ByteBuffer buffer) {
    int length = buffer.remaining();
    byte[] bytes = length <= SIZE ? free.poll() : new byte[length];
    if (bytes == null) {
      boolean own = made >= MOST && length <= SMALL;
      bytes = new byte[own ? length : SIZE];
      made += own ? 0 : 1;
    }
    buffer.get(bytes, 0, length);
    return new PooledFrame(bytes, length);
  }

  void giveBack(PooledFrame frame) {
    if (frame.bytes().length == SIZE) {
      var unused = free.offer(frame.bytes());
    }
  }
}
