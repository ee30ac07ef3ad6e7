package dev.nautilus.bus.it;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// Both buses and main Redis behind their ACL files, and clients that log in as who they are.
final class GuardedBuses implements AutoCloseable {
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder()
          .maxAttempts(2)
          .retryDelay(Duration.ofMillis(20))
          .deliveryTimeout(Duration.ofSeconds(5))
          .build();

  private final GuardedRedis marketData;
  private final GuardedRedis engineLogic;
  private final GuardedRedis main;
  private final Deque<DualBusClient> clients = new ArrayDeque<>();

  /// @param suffix of the templates' names: empty, or `-6.2`
  GuardedBuses(Path executable, String suffix) throws IOException {
    marketData = GuardedRedis.start(executable, "users-marketdata-bus" + suffix + ".acl");
    engineLogic = GuardedRedis.start(executable, "users-engine-logic-bus" + suffix + ".acl");
    main = GuardedRedis.start(executable, "users-main" + suffix + ".acl");
  }

  GuardedRedis of(Bus bus) {
    return bus == Bus.MARKET_DATA ? marketData : engineLogic;
  }

  GuardedRedis main() {
    return main;
  }

  /// A client that can be moved; closed with the buses, or with [#closeClients].
  ///
  /// @param first where it begins
  DualBusClient movable(String user, String instance, EngineMode first) {
    DualBusClient client =
        DualBusClient.builder(new EngineType(user), instance)
            .marketData(marketData.url(user))
            .engineLogic(engineLogic.url(user))
            .main(main.url(user))
            .mode(first)
            .options(OPTIONS)
            .build();
    clients.push(client);
    return client;
  }

  /// A client that is closed with the buses, or with [#closeClients].
  DualBusClient client(String user, String instance) {
    return client(marketData.url(user), engineLogic.url(user), user, instance);
  }

  DualBusClient client(String marketDataUrl, String engineLogicUrl, String user, String instance) {
    DualBusClient client =
        DualBusClient.builder(new EngineType(user), instance)
            .marketData(marketDataUrl)
            .engineLogic(engineLogicUrl)
            .options(OPTIONS)
            .build();
    clients.push(client);
    return client;
  }

  void closeClients() {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
  }

  /// What was refused on any of them since the last question.
  List<String> refused() {
    return Stream.of(marketData, engineLogic, main)
        .flatMap(redis -> redis.refused().stream())
        .toList();
  }

  @Override
  public void close() throws IOException {
    closeClients();
    marketData.close();
    engineLogic.close();
    main.close();
  }
}
