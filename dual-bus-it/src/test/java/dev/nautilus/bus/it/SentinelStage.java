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
import dev.nautilus.message.SystemAlert;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Both buses, each a master with replicas, watched by three sentinels, and clients that know the
/// sentinels alone.
final class SentinelStage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Bus, List<RedisNode>> nodes = new EnumMap<>(Bus.class);
  private final List<RedisNode> sentinels = new ArrayList<>();
  private final Deque<DualBusClient> clients = new ArrayDeque<>();

  /// @param replicas of each bus
  SentinelStage(int replicas) {
    for (Bus bus : Bus.values()) {
      List<RedisNode> all = new ArrayList<>();
      nodes.put(bus, all);
      RedisNode master = RedisNode.start();
      all.add(master);
      for (int i = 0; i < replicas; i++) {
        all.add(RedisNode.start("replicaof 127.0.0.1 " + master.port()));
      }
    }
    List<String> watch = new ArrayList<>();
    nodes.forEach(
        (bus, all) -> {
          String name = bus.prefix();
          watch.add("sentinel monitor " + name + " 127.0.0.1 " + all.get(0).port() + " 2");
          watch.add("sentinel down-after-milliseconds " + name + " 1000");
          watch.add("sentinel failover-timeout " + name + " 10000");
        });
    for (int i = 0; i < 3; i++) {
      sentinels.add(RedisNode.startSentinel(watch));
    }
    for (Bus bus : Bus.values()) {
      await().atMost(PATIENCE).until(() -> isReady(bus, replicas));
    }
  }

  private boolean isReady(Bus bus, int replicas) {
    boolean inStep =
        nodes(bus).stream()
            .skip(1)
            .allMatch(replica -> replica.info("replication", "master_link_status").equals("up"));
    return inStep
        && sentinels.stream()
            .map(sentinel -> sentinel.ask("SENTINEL", "MASTER", bus.prefix()))
            .allMatch(
                said ->
                    said.contains("num-slaves\n" + replicas)
                        && said.contains("num-other-sentinels\n2"));
  }

  /// The URL of a bus.
  String url(Bus bus) {
    return "redis-sentinel://"
        + sentinels.stream().map(RedisNode::address).collect(Collectors.joining(","))
        + "?sentinelMasterId="
        + bus.prefix();
  }

  DualBusClientBuilder builder(EngineType engine, String instance) {
    return DualBusClient.builder(engine, instance)
        .marketData(url(Bus.MARKET_DATA))
        .engineLogic(url(Bus.ENGINE_LOGIC))
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
    return Objects.requireNonNull(nodes.get(bus));
  }

  /// Waits until another node than the first is master.
  RedisNode awaitOtherMaster(Bus bus) {
    List<RedisNode> others = nodes(bus).subList(1, nodes(bus).size());
    await().atMost(PATIENCE).until(() -> others.stream().anyMatch(RedisNode::isMaster));
    return others.stream().filter(RedisNode::isMaster).findFirst().orElseThrow();
  }

  /// Holds up replication: what the master confirms from now on no replica has.
  void cutReplicas(Bus bus) {
    List<RedisNode> all = nodes(bus);
    all.stream().skip(1).forEach(RedisNode::freeze);
    all.get(0).ask("CLIENT", "KILL", "TYPE", "replica");
  }

  /// The master dies; then the replicas go on.
  void killMaster(Bus bus) {
    List<RedisNode> all = nodes(bus);
    all.get(0).kill();
    all.stream().skip(1).forEach(RedisNode::thaw);
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
    sentinels.forEach(RedisNode::close);
    nodes.values().forEach(all -> all.forEach(RedisNode::close));
  }
}
