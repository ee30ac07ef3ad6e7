package dev.nautilus.bus.testkit;

import org.jspecify.annotations.Nullable;

/// One Redis of a test, with the faults a test may want it to have. Port and data folder stay the
/// same for its whole life, so clients need not be told anything.
public sealed interface RedisServer extends AutoCloseable permits RedisProcess, RedisContainer {
  /// Host to connect to.
  String host();

  /// Port to connect to.
  int port();

  /// `redis://host:port`, or `rediss://host:port` when it speaks TLS.
  default String url() {
    return "redis://" + host() + ":" + port();
  }

  /// What it is and which version: `redis-server 7.0.15 (/usr/bin/redis-server)`.
  String description();

  /// Ends it as a crash does (SIGKILL): nothing is saved, connections are reset. Idempotent.
  void kill();

  /// Starts it again after [#kill], on the same port and data folder: with append-only on, what was
  /// confirmed is back. Kills it first when it runs. Returns once it answers.
  void restart();

  /// Starts it again with nothing in it, as when its machine was replaced: on the same port, and
  /// with another run id. Kills it first when it runs. Returns once it answers.
  void restartEmpty();

  /// Freezes it: connections stay open and nobody answers (SIGSTOP). Idempotent.
  ///
  /// @throws UnsupportedOperationException where processes cannot be frozen (Windows without
  ///   Docker)
  void pause();

  /// Ends [#pause]. Idempotent.
  void resume();

  /// Whether it is neither killed nor paused.
  boolean isHealthy();

  /// The network to this server, made when first asked for. It concerns those alone who connect to
  /// its address, see [BusClients#relayed].
  Relay network();

  /// Undoes every fault: goes on when paused, starts when dead, and the network is well.
  void heal();

  /// Drops all data, groups and streams included.
  default void flush() {
    command("FLUSHALL");
  }

  /// Sends one command on a connection of its own and hands back the answer.
  ///
  /// @return a [String], a [Long], a [java.util.List] of such, or null
  /// @throws IllegalStateException when Redis answers with an error or does not answer within 10 s
  default @Nullable Object command(String... words) {
    return RespCall.send(host(), port(), words);
  }

  /// Stops it for good and removes its data; [BusServers] does this.
  @Override
  void close();
}
