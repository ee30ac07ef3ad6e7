package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusTransport;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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
  private final Script main = new Script("main.lua");
  private final BusTransport.Setup setup;

  Appender(BusTransport.Setup setup) {
    this.setup = setup;
  }

  /// The server may have been replaced: load the scripts again on their next use.
  void forget() {
    broadcast.forget();
    append.forget();
    main.forget();
  }

  /// Sends a frame; the answer is a stream id, [#DUPLICATE] or [#JUMP].
  RedisFuture<byte[]> send(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, OutgoingFrame frame) {
    String[] keys = {buffer.stream(), buffer.producers()};
    byte[] announced = buffer.announcesJump() && buffer.isOldest(frame) ? YES : NO;
    byte[] before = number(frame.before());
    byte[] last = number(frame.last());
    if (buffer.key().isOfMain()) {
      return sendToMain(redis, buffer, frame, announced);
    }
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
          text(oldestToKeep(buffer.previous(), setup.options().retention())));
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

  private RedisFuture<byte[]> sendToMain(
      RedisAsyncCommands<String, byte[]> redis,
      StreamBuffer buffer,
      OutgoingFrame frame,
      byte[] announced) {
    return main.run(
        redis,
        ScriptOutputType.VALUE,
        new String[] {buffer.stream(), buffer.producers()},
        new MainFields(setup, buffer.stream())
            .behind(
                frame,
                buffer.publisher(),
                number(frame.before()),
                number(frame.last()),
                announced,
                text(oldestToKeep(buffer.previous(), setup.options().pulledRetention()))));
  }

  private static byte[] number(long value) {
    return text(Long.toString(value));
  }

  /// By the ids Redis gave, never by a local clock: after a clock jump a local clock would trim all
  /// or nothing.
  private static String oldestToKeep(StreamId newest, Duration retention) {
    long oldest = newest.millis() - retention.toMillis();
    return oldest > 0 ? Long.toString(oldest) : "";
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
