package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says of each pushed stream, while nothing is written to it, how far it has been written: a
/// subscriber that missed the last frame finds out without waiting for another one, and one that
/// hears nothing knows that the publisher is gone. Published, never added to a stream. Confined to
/// the writer thread.
final class Heartbeats {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final long GOODBYE_MILLIS = 500;

  private final Pulse<StreamBuffer> pulse = new Pulse<>();
  private final boolean sharded;

  /// @param sharded whether they go to who listens at the node of the stream's slot
  Heartbeats(boolean sharded) {
    this.sharded = sharded;
  }

  private RedisFuture<Long> publish(
      RedisClusterAsyncCommands<String, byte[]> redis, String channel, byte[] frame) {
    return sharded ? redis.spublish(channel, frame) : redis.publish(channel, frame);
  }

  void written(StreamBuffer buffer) {
    if (buffer.isPushed()) {
      pulse.written(buffer, System.nanoTime());
    }
  }

  long nanosUntilDue() {
    return pulse.nanosUntilDue(System.nanoTime());
  }

  void askWhenDue(FrameWriter writer) {
    for (StreamBuffer buffer : pulse.take(System.nanoTime())) {
      FrameHeader header = buffer.heartbeat();
      if (header != null) {
        byte[] frame = FrameEncoder.encode(header, List.of());
        writer
            .call(redis -> publish(redis, buffer.key().channel(), frame))
            .exceptionally(
                failure -> {
                  log.debug("heartbeat of {}: {}", buffer.stream(), failure.getMessage());
                  return 0L;
                });
      }
    }
  }

  /// A publisher that closes says so, or it would be called silent. Waits a moment for the answer:
  /// the connection closes next.
  void sayGoodbye(StatefulRedisConnection<String, byte[]> open, Collection<StreamBuffer> buffers) {
    List<RedisFuture<Long>> said = new ArrayList<>();
    for (StreamBuffer buffer : buffers) {
      FrameHeader header = buffer.isPushed() ? buffer.heartbeat() : null;
      if (header != null) {
        String channel = buffer.key().channel();
        said.add(publish(open.async(), channel, FrameEncoder.goodbye(header)));
      }
    }
    open.flushCommands();
    try {
      for (RedisFuture<Long> each : said) {
        each.get(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      log.debug("goodbye was not heard: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
