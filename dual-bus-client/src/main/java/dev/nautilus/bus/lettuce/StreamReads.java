package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads on one connection, as a member of a group. At most one read of what is new is on its way.
/// Confined to the reading thread, but for the answers.
final class StreamReads {
  private static final byte[] NEW = {'>'};
  private static final StreamId BEGINNING = StreamId.ZERO;

  private final StatefulRedisConnection<String, byte[]> connection;
  private final String group;
  private final String consumer;
  private final Duration timeout;
  private final Signal answered;
  private final FramePool pool = new FramePool();

  /// One is on its way while the other one is handled.
  private Entries next = new Entries(pool);

  private Entries other = new Entries(pool);
  private @Nullable RedisFuture<Entries> reading;

  /// @param answered raised when an answer has come
  StreamReads(
      StatefulRedisConnection<String, byte[]> connection,
      Leases.Member member,
      Duration timeout,
      Signal answered) {
    this.connection = connection;
    this.group = member.group();
    this.consumer = member.consumer();
    this.timeout = timeout;
    this.answered = answered;
  }

  /// Asks for what no consumer of the group has been handed; does not wait.
  ///
  /// @param blockMillis longest wait in the server, 1 or more
  void send(GroupStream[] streams, int count, long blockMillis) {
    CommandArgs<String, byte[]> arguments = begin(count).add("BLOCK").add(blockMillis);
    arguments.add("STREAMS");
    for (GroupStream stream : streams) {
      arguments.add(stream.key());
    }
    for (int i = 0; i < streams.length; i++) {
      arguments.add(NEW);
    }
    Entries into = next.reset(streams);
    next = other;
    other = into;
    RedisFuture<Entries> sent = dispatch(into, arguments);
    reading = sent;
    sent.whenComplete((entries, failure) -> answered.raise());
  }

  /// Whether a read is on its way.
  boolean isOutstanding() {
    return reading != null;
  }

  /// Whether [#take] need not wait.
  boolean isAnswered() {
    RedisFuture<Entries> sent = reading;
    return sent != null && sent.isDone();
  }

  /// The answer to the read that was on its way, until the read after the next one is sent.
  ///
  /// @throws ReadFailedException when there is none
  Entries take() {
    RedisFuture<Entries> sent = reading;
    if (sent == null) {
      throw new IllegalStateException("nothing was asked for");
    }
    reading = null;
    return get(sent);
  }

  /// What was handed to this consumer and never acknowledged, behind an id; waits for the answer.
  ///
  /// @throws ReadFailedException when there is none
  Entries owed(GroupStream stream, @Nullable StreamId behind, int count) {
    CommandArgs<String, byte[]> arguments = begin(count).add("STREAMS").add(stream.key());
    arguments.add((behind == null ? BEGINNING : behind).ascii());
    return get(dispatch(new Entries(pool).reset(new GroupStream[] {stream}), arguments));
  }

  private CommandArgs<String, byte[]> begin(int count) {
    return new CommandArgs<>(RedisLink.CODEC)
        .add("GROUP")
        .add(group.getBytes(StandardCharsets.UTF_8))
        .add(consumer.getBytes(StandardCharsets.UTF_8))
        .add("COUNT")
        .add(count);
  }

  private RedisFuture<Entries> dispatch(Entries into, CommandArgs<String, byte[]> arguments) {
    return connection.async().dispatch(CommandType.XREADGROUP, new ReadOutput(into), arguments);
  }

  private Entries get(RedisFuture<Entries> sent) {
    try {
      return sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new ReadFailedException(
          String.valueOf(cause == null ? e.getMessage() : cause.getMessage()), e);
    } catch (TimeoutException e) {
      throw new ReadFailedException("no answer for " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadFailedException("interrupted while reading", e);
    }
  }
}
