package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;

/// Sends a frame through the script of its family's delivery: one round trip, all or nothing.
/// Confined to the writer thread.
final class Appender {
  /// What the append script answers for a frame that is already there.
  static final String DUPLICATE = "DUP";

  /// What the append script answers when sequences are missing before the frame.
  static final String JUMP = "GAP";

  private static final byte[] YES = {'1'};
  private static final byte[] NO = {'0'};

  private final Script broadcast = new Script("broadcast.lua");
  private final Script append = new Script("append.lua");
  private final BusOptions options;

  Appender(BusOptions options) {
    this.options = options;
  }

  /// The server may have been replaced: load the scripts again on their next use.
  void forget() {
    broadcast.forget();
    append.forget();
  }

  /// Sends a frame; the answer is a stream id, [#DUPLICATE] or [#JUMP].
  RedisFuture<byte[]> send(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, OutgoingFrame frame) {
    String[] keys = {buffer.stream(), buffer.producers()};
    byte[] announced = buffer.announcesJump() && buffer.isOldest(frame) ? YES : NO;
    byte[] before = number(frame.before());
    byte[] last = number(frame.last());
    if (buffer.isPushed()) {
      return broadcast.run(
          redis,
          ScriptOutputType.VALUE,
          keys,
          frame.bytes(),
          buffer.publisher(),
          before,
          last,
          announced,
          buffer.channel(),
          text(oldestToKeep(buffer.previous())));
    }
    return append.run(
        redis,
        ScriptOutputType.VALUE,
        keys,
        frame.bytes(),
        buffer.publisher(),
        before,
        last,
        announced);
  }

  private static byte[] number(long value) {
    return text(Long.toString(value));
  }

  /// By the ids Redis gave, never by a local clock: after a clock jump a local clock would trim all
  /// or nothing.
  private String oldestToKeep(StreamId newest) {
    long oldest = newest.millis() - options.retention().toMillis();
    return oldest > 0 ? Long.toString(oldest) : "";
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
