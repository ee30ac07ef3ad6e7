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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The connections of a [StreamPort], each opened when it is needed and again after it broke. Sends
/// come from one thread at a time; each waits for its own answer. Any thread, but for [#askReader].
final class PortConnections implements AutoCloseable {
  private final RedisLink link;
  private final long timeoutMillis;
  private final Runnable refused;
  private final Object sending = new Object();

  /// The reading thread's alone.
  private @Nullable StatefulRedisConnection<String, byte[]> reader;

  private @Nullable StatefulRedisConnection<String, byte[]> writer;
  private @Nullable StatefulRedisPubSubConnection<String, PooledFrame> listener;
  private volatile boolean closed;

  /// @param refused run, while nothing is sent, when the server may have forgotten what it was told
  PortConnections(BusAddress address, String clientName, Runnable refused) {
    this.link =
        new RedisLink(NettyThreads.SHARED.acquire(), address, BusOptions.DEFAULTS, clientName);
    this.timeoutMillis = BusOptions.DEFAULTS.commandTimeout().toMillis();
    this.refused = refused;
  }

  BusAddress address() {
    return link.address();
  }

  /// Asks on the connection that may wait in the server. The reading thread only.
  <T> T askReader(Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    StatefulRedisConnection<String, byte[]> open = reading();
    return await(question.apply(open.async()), open);
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

  /// Asks the same of many things, one after the other and without waiting in between: a server
  /// that writes each answer to disk first does so once for all. When one fails, what became of the
  /// others is not known.
  ///
  /// @return the answers in the same order
  <S, T> List<T> askAll(
      Collection<S> subjects,
      BiFunction<RedisClusterAsyncCommands<String, byte[]>, S, RedisFuture<T>> question) {
    return askAll(
        subjects,
        question,
        failure -> {
          throw failure;
        });
  }

  /// The same of things that Redis may refuse one by one.
  ///
  /// @param otherwise the answer instead, or throws
  <S, T> List<T> askAll(
      Collection<S> subjects,
      BiFunction<RedisClusterAsyncCommands<String, byte[]>, S, RedisFuture<T>> question,
      Function<BusException, T> otherwise) {
    if (subjects.isEmpty()) {
      return List.of();
    }
    StatefulRedisConnection<String, byte[]> open;
    List<RedisFuture<T>> asked = new ArrayList<>(subjects.size());
    synchronized (sending) {
      open = writing();
      RedisClusterAsyncCommands<String, byte[]> redis = open.async();
      // In one write where there are many, else each would wake the network thread.
      open.setAutoFlushCommands(subjects.size() < 2);
      try {
        subjects.forEach(subject -> asked.add(question.apply(redis, subject)));
      } finally {
        open.flushCommands();
        open.setAutoFlushCommands(true);
      }
    }
    List<T> answers = new ArrayList<>(subjects.size());
    for (RedisFuture<T> each : asked) {
      try {
        answers.add(await(each, open));
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
      refused.run();
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
    if (address().isCluster()) {
      throw new BusException(
          BusException.Reason.UNUSABLE_SERVER,
          address()
              + " is a cluster: streams of all partitions are read together here, which takes one"
              + " Redis, or one behind sentinels");
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

  /// A refusal leaves the connection as it is, but for scripts that the server may have forgotten;
  /// after anything else another one is opened.
  private BusException failed(Throwable cause, StatefulRedisConnection<String, byte[]> open) {
    String what = address() + ": " + cause.getMessage();
    if (cause instanceof RedisCommandExecutionException) {
      synchronized (sending) {
        refused.run();
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
    link.close();
    NettyThreads.SHARED.release();
  }
}
