package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One connection that asks questions and listens on one channel, which RESP3 allows. Opened by the
/// first question, and anew by each one that finds it broken. Safe for use by many threads, one
/// question at a time.
final class ListeningLink implements AutoCloseable {
  private final RedisLink link;
  private final RedisLink node;
  private final String subject;
  private final String channel;
  private final List<Consumer<byte[]>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;
  private boolean closed;

  /// @param subject what is asked about, as errors and CLIENT LIST say it
  /// @param key tells the node of a cluster that is asked: all keys must have its slot
  ListeningLink(BusAddress address, String subject, String channel, String key) {
    this.subject = subject;
    this.channel = channel;
    this.link =
        new RedisLink(
            NettyThreads.SHARED.acquire(), address, BusOptions.DEFAULTS, "nautilus-" + subject);
    this.node = link.at(key);
  }

  /// @param listener told on Netty's thread; must be quick
  void listen(Consumer<byte[]> listener) {
    listeners.add(listener);
    ask(RedisCommands::ping);
  }

  /// @throws BusException when the question was not answered
  synchronized <T> T ask(Function<RedisCommands<String, byte[]>, T> question) {
    if (closed) {
      throw new BusException(BusException.Reason.CLOSED, subject + ": closed");
    }
    try {
      return question.apply(open().sync());
    } catch (RedisException e) {
      StatefulRedisPubSubConnection<String, byte[]> known = connection;
      if (known != null && Refusal.isElsewhere(String.valueOf(e.getMessage()))) {
        known.closeAsync().exceptionally(failure -> null);
      }
      throw new BusException(
          BusException.Reason.OUTCOME_UNKNOWN,
          subject + " at " + link.address() + ": " + e.getMessage(),
          e);
    }
  }

  private StatefulRedisPubSubConnection<String, byte[]> open() {
    StatefulRedisPubSubConnection<String, byte[]> known = connection;
    if (known != null && known.isOpen()) {
      return known;
    }
    if (known != null) {
      known.closeAsync().exceptionally(failure -> null);
    }
    StatefulRedisPubSubConnection<String, byte[]> fresh = node.connectBoth();
    fresh.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, byte[] message) {
            listeners.forEach(listener -> listener.accept(message));
          }
        });
    fresh.sync().subscribe(channel);
    connection = fresh;
    return fresh;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      StatefulRedisPubSubConnection<String, byte[]> known = connection;
      if (known != null) {
        known.close();
      }
      link.close();
      NettyThreads.SHARED.release();
    }
  }
}
