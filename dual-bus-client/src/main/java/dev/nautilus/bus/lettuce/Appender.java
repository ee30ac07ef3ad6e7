package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Family;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends a frame through the script of its family's delivery: one round trip, all or nothing.
/// Confined to the writer thread.
final class Appender {
  /// What the append script answers for a frame that is already there.
  static final String DUPLICATE = "DUP";

  /// What the append script answers when sequences are missing before the frame.
  static final String JUMP = "GAP";

  private final Script broadcast = new Script("broadcast.lua");
  private final Script append = new Script("append.lua");
  private final Duration retention;

  Appender(Duration retention) {
    this.retention = retention;
  }

  /// The server may have been replaced: load the scripts again on their next use.
  void forget() {
    broadcast.loaded = false;
    append.loaded = false;
  }

  /// Sends a frame; the answer is a stream id, [#DUPLICATE] or [#JUMP].
  RedisFuture<byte[]> send(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, StreamBuffer.InFlight frame) {
    if (buffer.family().delivery() == Family.Delivery.PUSHED) {
      return broadcast.run(
          redis,
          new String[] {buffer.stream()},
          frame.bytes(),
          text(StreamNames.channel(buffer.family())),
          text(oldestToKeep(buffer.previous())));
    }
    return append.run(
        redis,
        new String[] {buffer.stream(), StreamNames.producers(buffer.stream())},
        frame.bytes(),
        text(Long.toHexString(buffer.incarnation())),
        text(Long.toString(frame.first())),
        text(Long.toString(frame.last())),
        text(buffer.announcesJump() ? "1" : "0"));
  }

  /// By the ids Redis gave, never by a local clock: after a clock jump a local clock would trim all
  /// or nothing.
  private String oldestToKeep(StreamId newest) {
    long oldest = newest.millis() - retention.toMillis();
    return oldest > 0 ? Long.toString(oldest) : "";
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Script {
    private final String source;
    private boolean loaded;
    private String digest = "";

    Script(String resource) {
      try (InputStream in = Appender.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is missing from the jar");
        }
        this.source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    RedisFuture<byte[]> run(
        RedisAsyncCommands<String, byte[]> redis, String[] keys, byte[]... arguments) {
      if (loaded) {
        return redis.evalsha(digest, ScriptOutputType.VALUE, keys, arguments);
      }
      digest = redis.digest(source);
      loaded = true;
      return redis.eval(source, ScriptOutputType.VALUE, keys, arguments);
    }
  }
}
