package dev.nautilus.bus.lettuce;

import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The connection that one reading thread is pushed to, and how often it was lost. A reader that is
/// cut off again and again is too slow for pushes: for a while it reads the streams instead.
/// Confined to the reading thread.
final class PushConnection {
  private static final int PROBE_SECONDS = 2;

  /// So many cuts within so long, and the streams are read for as long.
  private static final int CUTS = 3;

  private static final long WITHIN = TimeUnit.MINUTES.toNanos(1);

  private final RedisLink link;
  private final PushCodec codec;
  private final PushEvents events;
  private final ArrayDeque<Long> cuts = new ArrayDeque<>();
  private @Nullable StatefulRedisPubSubConnection<String, PooledFrame> open;
  private long pulledUntilNanos;

  PushConnection(RedisLink link, FramePool pool, PushEvents events) {
    this.link = link;
    this.codec = new PushCodec(pool);
    this.events = events;
  }

  boolean isThere() {
    return open != null;
  }

  /// Whether it was there and is gone.
  boolean isLost() {
    StatefulRedisPubSubConnection<String, PooledFrame> now = open;
    return now != null && (!now.isOpen() || events.isSlotGone());
  }

  /// Whether streams are read at intervals instead of being pushed.
  boolean isDemoted(long nowNanos) {
    return pulledUntilNanos != 0 && nowNanos - pulledUntilNanos < 0;
  }

  /// Whether that is over and there should be pushes again.
  boolean takePromotion(long nowNanos) {
    boolean over = pulledUntilNanos != 0 && nowNanos - pulledUntilNanos >= 0;
    if (over) {
      pulledUntilNanos = 0;
      cuts.clear();
    }
    return over;
  }

  /// @throws io.lettuce.core.RedisException when there is nobody
  void connect() {
    StatefulRedisPubSubConnection<String, PooledFrame> fresh = link.connectPubSub(codec);
    events.connected();
    fresh.addListener(events);
    open = fresh;
  }

  /// Subscribes to the channels of streams: on a cluster to those of the node that has their slot,
  /// which alone publishes on them.
  void follow(Collection<String> channels) {
    StatefulRedisPubSubConnection<String, PooledFrame> now = open;
    if (!link.address().isCluster()) {
      subscribe(channels);
    } else if (now != null && !channels.isEmpty()) {
      now.sync().ssubscribe(channels.toArray(String[]::new));
    }
  }

  void subscribe(Collection<String> channels) {
    StatefulRedisPubSubConnection<String, PooledFrame> now = open;
    if (now != null && !channels.isEmpty()) {
      now.sync().subscribe(channels.toArray(String[]::new));
    }
  }

  /// @throws IllegalStateException when Redis does not answer
  void ping() throws InterruptedException {
    StatefulRedisPubSubConnection<String, PooledFrame> now = open;
    if (now == null) {
      return;
    }
    try {
      now.async().ping().get(PROBE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("sources are silent and PING is not answered", e);
    }
  }

  /// Gives the connection up.
  ///
  /// @return true when that was one cut too many
  boolean lose(long nowNanos) {
    StatefulRedisPubSubConnection<String, PooledFrame> gone = open;
    open = null;
    if (gone == null) {
      return false;
    }
    gone.closeAsync().exceptionally(failure -> null);
    cuts.add(nowNanos);
    while (nowNanos - cuts.getFirst() > WITHIN) {
      cuts.removeFirst();
    }
    boolean tooMany = cuts.size() >= CUTS && pulledUntilNanos == 0;
    if (tooMany) {
      // 0 stands for none.
      pulledUntilNanos = (nowNanos + WITHIN) | 1;
    }
    return tooMany;
  }

  void close() {
    StatefulRedisPubSubConnection<String, PooledFrame> now = open;
    if (now != null && now.isOpen()) {
      now.close();
    }
  }
}
