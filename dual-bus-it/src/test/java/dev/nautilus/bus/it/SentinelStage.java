package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisNode;
import dev.nautilus.bus.testkit.RedisSentinels;
import dev.nautilus.message.SystemAlert;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// Both buses behind sentinels, and clients that know the sentinels alone.
final class SentinelStage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisSentinels redis;
  private final Deque<DualBusClient> clients = new ArrayDeque<>();

  /// @param replicas of each bus
  SentinelStage(int replicas) {
    redis = RedisSentinels.start(replicas);
  }

  DualBusClientBuilder builder(EngineType engine, String instance) {
    return DualBusClient.builder(engine, instance)
        .marketData(redis.url(Bus.MARKET_DATA))
        .engineLogic(redis.url(Bus.ENGINE_LOGIC))
        .options(BusClients.OPTIONS);
  }

  DualBusClient client(DualBusClientBuilder builder) {
    DualBusClient client = builder.build();
    clients.push(client);
    return client;
  }

  DualBusClient client(EngineType engine, String instance) {
    return client(builder(engine, instance));
  }

  /// The one that started as master is first.
  List<RedisNode> nodes(Bus bus) {
    return redis.nodes(bus);
  }

  /// Waits until another node than the first is master.
  RedisNode awaitOtherMaster(Bus bus) {
    return redis.awaitOtherMaster(bus);
  }

  /// Holds up replication: what the master confirms from now on no replica has.
  void cutReplicas(Bus bus) {
    redis.cutReplicas(bus);
  }

  /// The master dies; then the replicas go on.
  void killMaster(Bus bus) {
    redis.killMaster(bus);
  }

  /// Publishes numbers, spread over five keys.
  static List<CompletableFuture<?>> publish(
      DualBusClient writer, MessageType<Numbered> type, int from, int to) {
    return IntStream.range(from, to)
        .<CompletableFuture<?>>mapToObj(
            n -> writer.publish(type, new Numbered("k" + n % 5, n)).toCompletableFuture())
        .toList();
  }

  /// Waits until all are confirmed.
  static void confirmed(List<CompletableFuture<?>> all) {
    all.forEach(one -> assertThat(one).succeedsWithin(PATIENCE));
  }

  /// Waits for an alert of the bus.
  static void awaitAlert(Recorder<SystemAlert> alerts, String code, String detail) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(alerts.payloads())
                    .anySatisfy(
                        alert -> {
                          assertThat(alert.code()).isEqualTo(code);
                          assertThat(alert.detail()).contains(detail);
                        }));
  }

  @Override
  public void close() {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
    redis.close();
  }
}
