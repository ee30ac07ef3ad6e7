package dev.nautilus.bus.it;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.RedisCluster;
import java.util.ArrayDeque;
import java.util.Deque;

/// A cluster that both buses are on, and clients of it.
final class ClusterStage implements AutoCloseable {
  static final int PARTITIONS = 6;

  static final BusOptions OPTIONS = BusClients.OPTIONS.toBuilder().partitions(PARTITIONS).build();

  private final RedisCluster redis = RedisCluster.start();
  private final Deque<DualBusClient> clients = new ArrayDeque<>();

  RedisCluster redis() {
    return redis;
  }

  DualBusClientBuilder builder(EngineType engine, String instance) {
    return DualBusClient.builder(engine, instance)
        .marketData(redis.url())
        .engineLogic(redis.url())
        .options(OPTIONS);
  }

  DualBusClient client(EngineType engine, String instance) {
    DualBusClient client = builder(engine, instance).build();
    clients.push(client);
    return client;
  }

  @Override
  public void close() {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
    redis.close();
  }
}
