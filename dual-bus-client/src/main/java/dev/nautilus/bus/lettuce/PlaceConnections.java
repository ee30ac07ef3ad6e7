package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The connections to one node, or to whichever node of a cluster has one slot: each opened when it
/// is needed and again after it broke. Sends come from one thread at a time; each waits for its own
/// answer. Any thread, but for what reads.
final class PlaceConnections implements AutoCloseable {
  private final RedisLink link;
  private final Carrying carrying;
  private final long timeoutMillis = BusOptions.DEFAULTS.commandTimeout().toMillis();
  private final Object sending = new Object();

  /// The reading thread's alone.
  private @Nullable StatefulRedisConnection<String, byte[]> reader;

  private @Nullable StatefulRedisConnection<String, byte[]> writer;
  private @Nullable StatefulRedisPubSubConnection<String, PooledFrame> listener;
  private volatile boolean closed;

  /// @param link to that node; stays the caller's
  PlaceConnections(RedisLink link) {
    this.link = link;
    this.carrying = new Carrying(link.address().isCluster());
  }

  private BusAddress address() {
    return link.address();
  }

  /// A question about one of many things.
  @FunctionalInterface
  interface Question<S, T> {
    /// Asks it, without waiting.
    ///
    /// @param scripts those of the connection that is asked on
    RedisFuture<T> ask(
        RedisClusterAsyncCommands<String, byte[]> redis, Carrying scripts, S subject);
  }

  /// What was asked and on which connection.
  record Asked<T>(
      StatefulRedisConnection<String, byte[]> connection, List<RedisFuture<T>> answers) {}

  /// Asks on the connection that may wait in the server, without waiting here. The reading thread
  /// only.
  <T> Asked<T> read(Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    StatefulRedisConnection<String, byte[]> open = reading();
    return new Asked<>(open, List.of(question.apply(open.async())));
  }

  /// Listens on a channel, unless it does.
  void listen(String channel, Consumer<byte[]> heard) {
    synchronized (sending) {
      StatefulRedisPubSubConnection<String, PooledFrame> open = listener;
      if (open != null && open.isOpen()) {
        return;
      }
      try {
        open = link.connectPubSub(new PushCodec(new FramePool()));
        open.addListener(
            new RedisPubSubAdapter<String, PooledFrame>() {
              @Override
              public void message(String from, PooledFrame frame) {
                heard.accept(Arrays.copyOf(frame.bytes(), frame.length()));
              }
            });
        open.sync().subscribe(channel);
        listener = open;
      } catch (RedisException e) {
        throw new BusException(BusException.Reason.NOT_SENT, address() + ": " + e.getMessage(), e);
      }
    }
  }

  <T> T ask(Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    StatefulRedisConnection<String, byte[]> open;
    RedisFuture<T> answer;
    synchronized (sending) {
      open = writing();
      answer = question.apply(open.async());
    }
    return await(answer, open);
  }

  /// Asks the same of many things, one after the other and without waiting: a server that writes
  /// each answer to disk first does so once for all.
  ///
  /// @param subjects one or more
  <S, T> Asked<T> send(Collection<S> subjects, Question<S, T> question) {
    List<RedisFuture<T>> asked = new ArrayList<>(subjects.size());
    synchronized (sending) {
      StatefulRedisConnection<String, byte[]> open = writing();
      RedisClusterAsyncCommands<String, byte[]> redis = open.async();
      // In one write where there are many, else each would wake the network thread.
      open.setAutoFlushCommands(subjects.size() < 2);
      try {
        subjects.forEach(subject -> asked.add(question.ask(redis, carrying, subject)));
      } finally {
        open.flushCommands();
        open.setAutoFlushCommands(true);
      }
      return new Asked<>(open, asked);
    }
  }

  /// Waits for the answers to what was asked.
  ///
  /// @param otherwise the answer instead of one that failed, or throws
  <T> List<T> answers(Asked<T> asked, Function<BusException, T> otherwise) {
    List<T> answers = new ArrayList<>(asked.answers().size());
    for (RedisFuture<T> each : asked.answers()) {
      try {
        answers.add(await(each, asked.connection()));
      } catch (BusException e) {
        answers.add(otherwise.apply(e));
      }
    }
    return answers;
  }

  private StatefulRedisConnection<String, byte[]> writing() {
    StatefulRedisConnection<String, byte[]> open = writer;
    if (open == null || !open.isOpen()) {
      open = connect();
      writer = open;
      carrying.forget();
    }
    return open;
  }

  private StatefulRedisConnection<String, byte[]> reading() {
    StatefulRedisConnection<String, byte[]> open = reader;
    if (open == null || !open.isOpen()) {
      open = connect();
      reader = open;
    }
    return open;
  }

  private StatefulRedisConnection<String, byte[]> connect() {
    if (closed) {
      throw new BusException(BusException.Reason.CLOSED, address() + ": closed");
    }
    try {
      return link.connect();
    } catch (RedisException e) {
      throw new BusException(BusException.Reason.NOT_SENT, address() + ": " + e.getMessage(), e);
    }
  }

  private <T> T await(RedisFuture<T> answer, StatefulRedisConnection<String, byte[]> open) {
    try {
      return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause(), open);
    } catch (TimeoutException e) {
      throw failed(e, open);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.CLOSED, address() + ": interrupted", e);
    }
  }

  /// A refusal leaves the connection as it is, but for scripts that the server may have forgotten,
  /// and unless another node is to be asked; after anything else another one is opened.
  private BusException failed(Throwable cause, StatefulRedisConnection<String, byte[]> open) {
    String what = address() + ": " + cause.getMessage();
    if (cause instanceof RedisCommandExecutionException) {
      synchronized (sending) {
        carrying.forget();
      }
      if (Refusal.isElsewhere(String.valueOf(cause.getMessage()))) {
        open.closeAsync().exceptionally(failure -> null);
      }
      return new BusException(BusException.Reason.NOT_SENT, what, cause);
    }
    open.closeAsync().exceptionally(failure -> null);
    return new BusException(BusException.Reason.OUTCOME_UNKNOWN, what, cause);
  }

  private static void close(@Nullable StatefulConnection<?, ?> connection) {
    if (connection != null) {
      connection.close();
    }
  }

  /// Ends what waits, too. Idempotent.
  @Override
  public void close() {
    synchronized (sending) {
      if (closed) {
        return;
      }
      closed = true;
    }
    close(reader);
    close(writer);
    close(listener);
  }
}
