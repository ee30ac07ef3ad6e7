package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a group reads, without a server.
final class Groups {
  static final long LEASE = TimeUnit.SECONDS.toNanos(6);

  private Groups() {}

  static Share share(Family family, int partition) {
    return new Share(
        new StreamKey(family, partition, Lane.MAIN), new NoServer(), "risk", LEASE, false);
  }

  static GroupStream stream(Family family, int partition) {
    return share(family, partition).messages();
  }

  /// A stream of main Redis.
  static GroupStream ofMain(String name) {
    return new Share(StreamKey.ofMain(name), new NoServer(), "risk-group", LEASE, false).messages();
  }

  /// An entry with a message of each key, the first of its publisher.
  static Entry entry(GroupStream stream, String... keys) {
    List<OutgoingMessage> messages =
        Stream.of(keys)
            .map(
                key ->
                    new OutgoingMessage(
                        "t",
                        1,
                        new byte[0],
                        Priority.NORMAL,
                        key,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        false))
            .toList();
    byte[] frame =
        FrameEncoder.encode(
            new FrameHeader(EngineType.RISK, "risk-1", 1, 1, keys.length, 0, 0), messages);
    return new Entry(stream, new StreamId(1, 1), FrameDecoder.decode(frame), null, false);
  }

  /// Takes commands and never answers.
  private static final class NoServer implements Commands {
    @Override
    public <T> CompletableFuture<T> call(
        Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
      return new CompletableFuture<>();
    }
  }
}
