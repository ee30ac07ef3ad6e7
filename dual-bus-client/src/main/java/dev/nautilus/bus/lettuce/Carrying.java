package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The scripts of whoever carries messages between streams. Confined to who holds the connection.
final class Carrying {
  private final Script out = new Script("carry-out.lua");
  private final Script in = new Script("carry-in.lua");
  private final Script fence = new Script("fence.lua");
  private final Script trim = new Script("trim.lua");
  private final byte[] publishing;

  /// @param sharded whether what is published goes to who listens at the node of its slot
  Carrying(boolean sharded) {
    publishing = bytes(sharded ? "SPUBLISH" : "PUBLISH");
  }

  /// The server may have been replaced, or have forgotten: send the texts again.
  void forget() {
    out.forget();
    in.forget();
    fence.forget();
    trim.forget();
  }

  RedisFuture<byte[]> out(
      RedisClusterAsyncCommands<String, byte[]> redis,
      String positions,
      CarriedBatch<CarriedBatch.NewEntry> batch) {
    List<String> keys = new ArrayList<>();
    keys.add(positions);
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(bytes(batch.source()));
    arguments.add(bytes(batch.before()));
    arguments.add(bytes(batch.last()));
    for (CarriedBatch.NewEntry entry : batch.items()) {
      int place = keys.subList(1, keys.size()).indexOf(entry.stream()) + 1;
      if (place == 0) {
        keys.add(entry.stream());
        place = keys.size() - 1;
      }
      arguments.add(bytes(Integer.toString(place)));
      arguments.add(bytes(Integer.toString(entry.fields().length)));
      arguments.addAll(List.of(entry.fields()));
    }
    return out.run(
        redis,
        ScriptOutputType.VALUE,
        keys.toArray(String[]::new),
        arguments.toArray(byte[][]::new));
  }

  RedisFuture<byte[]> in(
      RedisClusterAsyncCommands<String, byte[]> redis, CarriedBatch.Frames frames) {
    BusStream stream = frames.stream();
    CarriedBatch<byte[]> batch = frames.batch();
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(bytes(batch.source()));
    arguments.add(bytes(batch.before()));
    arguments.add(bytes(batch.last()));
    arguments.add(bytes(stream.channel()));
    arguments.add(bytes(frames.oldestToKeep()));
    arguments.add(publishing);
    arguments.addAll(batch.items());
    return in.run(
        redis,
        ScriptOutputType.VALUE,
        new String[] {stream.name(), stream.carried()},
        arguments.toArray(byte[][]::new));
  }

  RedisFuture<List<Object>> fence(
      RedisClusterAsyncCommands<String, byte[]> redis,
      BusStream stream,
      byte[] frame,
      byte[] goodbye) {
    return fence.run(
        redis,
        ScriptOutputType.MULTI,
        new String[] {stream.name(), StreamNames.producers(stream.name())},
        frame,
        bytes(stream.channel()),
        goodbye,
        publishing);
  }

  RedisFuture<Long> trim(
      RedisClusterAsyncCommands<String, byte[]> redis,
      String stream,
      Duration retention,
      long most) {
    return trim.run(
        redis,
        ScriptOutputType.INTEGER,
        new String[] {stream},
        bytes(Long.toString(retention.toMillis())),
        bytes(Long.toString(most)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
