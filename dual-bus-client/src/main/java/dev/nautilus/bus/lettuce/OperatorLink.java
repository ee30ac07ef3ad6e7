package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.function.Function;

/// What an operator asks a bus about: one connection, opened anew for each question that finds it
/// broken. Safe for use by many threads, one question at a time.
final class OperatorLink implements AutoCloseable {
  private final RedisLink link;
  private final String subject;
  private StatefulRedisConnection<String, byte[]> connection;

  /// @param subject what is asked about, as errors and CLIENT LIST say it
  /// @throws BusException when there is nobody
  OperatorLink(BusAddress address, String subject) {
    this.subject = subject;
    String name = "nautilus-" + subject.replace(' ', '-');
    this.link = new RedisLink(NettyThreads.SHARED.acquire(), address, BusOptions.DEFAULTS, name);
    try {
      this.connection = link.connect();
    } catch (RedisException e) {
      shutdown();
      throw unreachable(e);
    }
  }

  /// @throws BusException when the question was not answered
  synchronized <T> T ask(Function<RedisCommands<String, byte[]>, T> question) {
    try {
      if (!connection.isOpen()) {
        connection.close();
        connection = link.connect();
      }
      return question.apply(connection.sync());
    } catch (RedisException e) {
      throw unreachable(e);
    }
  }

  private BusException unreachable(RedisException cause) {
    return new BusException(
        BusException.Reason.OUTCOME_UNKNOWN,
        subject + " at " + link.address() + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public synchronized void close() {
    connection.close();
    shutdown();
  }

  private void shutdown() {
    link.close();
    NettyThreads.SHARED.release();
  }
}
