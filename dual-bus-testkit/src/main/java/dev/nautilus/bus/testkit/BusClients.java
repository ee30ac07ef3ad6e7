package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Builds clients against the servers of a test and closes them after it, newest first.
public final class BusClients implements AutoCloseable {
  /// What clients of a test have: as in production, but failed messages are tried again after 100
  /// ms and closing waits no longer than 2 s.
  public static final BusOptions OPTIONS =
      BusOptions.DEFAULTS.toBuilder()
          .retryDelay(Duration.ofMillis(100))
          .drainTimeout(Duration.ofSeconds(2))
          .build();

  private final BusServers servers;
  private final Deque<DualBusClient> clients = new ArrayDeque<>();

  /// @param servers where the clients connect to
  public BusClients(BusServers servers) {
    this.servers = servers;
  }

  /// A connected client with [#OPTIONS].
  public DualBusClient client(EngineType engine, String instance) {
    return client(builder(engine, instance));
  }

  /// Builds a client and closes it after the test.
  public synchronized DualBusClient client(DualBusClientBuilder builder) {
    DualBusClient client = builder.build();
    clients.push(client);
    return client;
  }

  /// A builder that knows the servers' addresses and has [#OPTIONS]; hand it to
  /// [#client(DualBusClientBuilder)] to have the client closed after the test.
  public DualBusClientBuilder builder(EngineType engine, String instance) {
    return DualBusClient.builder(engine, instance)
        .marketData(servers.marketData().url())
        .engineLogic(servers.engineLogic().url())
        .main(servers.main().url())
        .options(OPTIONS);
  }

  /// The same over the servers' networks, see [RedisServer#network], so that a test can make them
  /// slow or cut them.
  public DualBusClientBuilder relayed(EngineType engine, String instance) {
    return builder(engine, instance)
        .marketData(servers.marketData().network().url())
        .engineLogic(servers.engineLogic().network().url());
  }

  /// Closes all clients built so far.
  @Override
  public synchronized void close() {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
  }
}
