package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusTransport;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Sends frames, all or nothing: those that are sent for the first time in one transaction, so that
/// their bytes need not pass through a script, which costs Redis three times as much; one that may
/// stand there already through the script of its family's delivery. Confined to the writer thread.
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
  private final Script settle = new Script("settle.lua");
  private final BusTransport.Setup setup;
  private final boolean sharded;

  /// @param sharded whether what is published goes to who listens at the node of its slot
  Appender(BusTransport.Setup setup, boolean sharded) {
    this.setup = setup;
    this.sharded = sharded;
  }

  /// The server may have been replaced: load the scripts again on their next use.
  void forget() {
    broadcast.forget();
    append.forget();
    main.forget();
  }

  /// Sends frames that were never sent, in one transaction. Each one's answer is as of [#send].
  ///
  /// @param frames the only ones of their stream that are not confirmed, oldest first
  /// @return done when each frame has its answer
  CompletableFuture<@Nullable Void> sendNew(
      RedisAsyncCommands<String, byte[]> redis,
      StreamBuffer buffer,
      List<OutgoingFrame> frames,
      long nowNanos) {
    List<RedisFuture<?>> others = new ArrayList<>();
    others.add(redis.multi());
    XAddArgs retained = retained(buffer);
    List<RedisFuture<String>> appends = new ArrayList<>(frames.size());
    // By themselves: a frame that is sent again meanwhile waits for another answer.
    List<CompletableFuture<byte[]>> replies = new ArrayList<>(frames.size());
    for (OutgoingFrame frame : frames) {
      appends.add(redis.xadd(buffer.stream(), retained, GroupReader.FIELD, frame.bytes()));
      if (buffer.isPushed()) {
        others.add(publish(redis, buffer.channel(), frame.bytes()));
      }
      CompletableFuture<byte[]> reply = new CompletableFuture<>();
      replies.add(reply);
      frame.sent(reply, nowNanos);
    }
    // Settled by its text: a digest that the server forgot would be refused after the frames were
    // taken.
    RedisFuture<byte[]> settled =
        redis.eval(
            settle.source(),
            ScriptOutputType.VALUE,
            keys(buffer),
            buffer.publisher(),
            number(frames.get(0).before()),
            number(frames.get(frames.size() - 1).last()),
            buffer.announcesJump() ? YES : NO,
            number(frames.size()));
    return redis
        .exec()
        .toCompletableFuture()
        .handle(
            (all, failure) -> {
              new Transaction(appends, others, settled, all, failure).answer(replies);
              return null;
            });
  }

  private RedisFuture<Long> publish(
      RedisAsyncCommands<String, byte[]> redis, String channel, byte[] bytes) {
    return sharded ? redis.spublish(channel, bytes) : redis.publish(channel, bytes);
  }

  private byte[] publishing() {
    return text(sharded ? "SPUBLISH" : "PUBLISH");
  }

  private XAddArgs retained(StreamBuffer buffer) {
    String oldest =
        buffer.isPushed() ? oldestToKeep(buffer.previous(), setup.options().retention()) : "";
    return oldest.isEmpty() ? new XAddArgs() : new XAddArgs().minId(oldest).approximateTrimming();
  }

  /// Sends a frame that may stand there already; the answer is a stream id, [#DUPLICATE] or
  /// [#JUMP].
  RedisFuture<byte[]> send(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, OutgoingFrame frame) {
    String[] keys = keys(buffer);
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
          text(buffer.channel()),
          text(oldestToKeep(buffer.previous(), setup.options().retention())),
          publishing());
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

  /// Sends a frame again that was confirmed, to a server that may lack it; answers as [#send].
  ///
  /// @param jump whether frames are missing before it
  RedisFuture<byte[]> resend(
      RedisClusterAsyncCommands<String, byte[]> redis,
      StreamBuffer buffer,
      ConfirmedTail.Kept frame,
      boolean jump) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(frame.bytes());
    arguments.add(buffer.publisher());
    arguments.add(number(frame.before()));
    arguments.add(number(frame.last()));
    arguments.add(jump ? YES : NO);
    if (buffer.isPushed()) {
      arguments.add(text(buffer.channel()));
      arguments.add(text(oldestToKeep(buffer.previous(), setup.options().retention())));
      arguments.add(publishing());
    }
    return redis.eval(
        (buffer.isPushed() ? broadcast : append).source(),
        ScriptOutputType.VALUE,
        keys(buffer),
        arguments.toArray(byte[][]::new));
  }

  private static String[] keys(StreamBuffer buffer) {
    return new String[] {buffer.stream(), buffer.producers()};
  }

  private RedisFuture<byte[]> sendToMain(
      RedisAsyncCommands<String, byte[]> redis,
      StreamBuffer buffer,
      OutgoingFrame frame,
      byte[] announced) {
    return main.run(
        redis,
        ScriptOutputType.VALUE,
        keys(buffer),
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
