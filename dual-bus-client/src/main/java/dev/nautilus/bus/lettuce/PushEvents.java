package dev.nautilus.bus.lettuce;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What waits for the thread that reads the pushes of one lane, bounded by number and bytes.
/// Netty's thread adds and never waits: a frame without room is still in the stream.
final class PushEvents extends RedisPubSubAdapter<String, PooledFrame> {
  private static final int MOST = 16_384;
  private static final long MOST_BYTES = 64L << 20;

  private final FollowedStreams followed;
  private final FramePool pool;
  private final BiConsumer<String, byte[]> others;
  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST);
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean slotGone;

  /// Something for the reading thread.
  sealed interface Event {
    record Pushed(PushedStream stream, PooledFrame frame) implements Event {}

    record Follow(StreamKey stream, CompletableFuture<@Nullable Void> done) implements Event {}

    record Listen(String channel, CompletableFuture<@Nullable Void> done) implements Event {}

    record Wake() implements Event {}
  }

  /// @param others told of what comes on channels that are no streams, on Netty's thread
  PushEvents(FollowedStreams followed, FramePool pool, BiConsumer<String, byte[]> others) {
    this.followed = followed;
    this.pool = pool;
    this.others = others;
  }

  @Override
  public void message(String channel, PooledFrame frame) {
    PushedStream stream = followed.get(channel);
    if (stream == null) {
      others.accept(channel, Arrays.copyOf(frame.bytes(), frame.length()));
      pool.giveBack(frame);
    } else if (bytes.get() + frame.length() > MOST_BYTES
        || !waiting.offer(new Event.Pushed(stream, frame))) {
      stream.overflowed();
      pool.giveBack(frame);
    } else {
      bytes.addAndGet(frame.length());
    }
  }

  /// From the node of a slot.
  @Override
  public void smessage(String channel, PooledFrame frame) {
    message(channel, frame);
  }

  /// There is a new connection.
  void connected() {
    slotGone = false;
  }

  /// Whether the node has given the slot of its channels away: nothing more comes from it. Nobody
  /// here unsubscribes from streams.
  boolean isSlotGone() {
    return slotGone;
  }

  @Override
  public void sunsubscribed(String channel, long count) {
    slotGone = true;
    var unused = offer(new Event.Wake());
  }

  /// Adds something that is no push, waiting for room.
  void put(Event event) throws InterruptedException {
    waiting.put(event);
  }

  /// Adds it if there is room.
  boolean offer(Event event) {
    return waiting.offer(event);
  }

  /// The next; null when there is none for so long.
  @Nullable Event poll(long nanos) throws InterruptedException {
    Event event = waiting.poll();
    if (event == null && nanos > 0) {
      event = waiting.poll(nanos, TimeUnit.NANOSECONDS);
    }
    if (event instanceof Event.Pushed pushed) {
      bytes.addAndGet(-pushed.frame().length());
    }
    return event;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// The frame was read.
  void done(PooledFrame frame) {
    pool.giveBack(frame);
  }
}
