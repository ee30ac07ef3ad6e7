package dev.nautilus.bus.testkit;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Both buses of a test behind sentinels: each a master with replicas, watched by three sentinels,
/// all real and on this machine.
///
/// ```java
/// try (RedisSentinels redis = RedisSentinels.start(1)) {
///   DualBusClient client = DualBusClient.builder(EngineType.RISK, "risk-1")
///       .marketData(redis.url(Bus.MARKET_DATA)).engineLogic(redis.url(Bus.ENGINE_LOGIC)).build();
///   redis.killMaster(Bus.ENGINE_LOGIC);
///   redis.awaitOtherMaster(Bus.ENGINE_LOGIC);
/// ```
///
/// A master is missed after a second. One thread at a time.
public final class RedisSentinels implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Bus, List<RedisNode>> nodes = new EnumMap<>(Bus.class);
  private final List<RedisNode> sentinels = new ArrayList<>();

  private RedisSentinels(int replicas) {
    for (Bus bus : Bus.values()) {
      List<RedisNode> all = new ArrayList<>();
      nodes.put(bus, all);
      RedisNode master = RedisNode.start(NodeAccess.OPEN);
      all.add(master);
      for (int i = 0; i < replicas; i++) {
        all.add(RedisNode.start(NodeAccess.OPEN, "replicaof 127.0.0.1 " + master.port()));
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

  /// Whether there is what this needs: `redis-server` 7 or later, and `redis-cli`, on the PATH.
  public static boolean isPossible() {
    return RedisNode.isPossible();
  }

  /// Starts them; returns when replicas have caught up and sentinels know each other.
  ///
  /// @param replicas of each bus, 1 or more for one to take over
  public static RedisSentinels start(int replicas) {
    return new RedisSentinels(replicas);
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

  /// The URL of a bus, `redis-sentinel://...`.
  public String url(Bus bus) {
    return NodeAccess.OPEN.scheme("-sentinel")
        + sentinels.stream().map(RedisNode::address).collect(Collectors.joining(","))
        + "?sentinelMasterId="
        + bus.prefix();
  }

  /// The Redises of a bus; the one that started as master is first.
  public List<RedisNode> nodes(Bus bus) {
    return List.copyOf(Objects.requireNonNull(nodes.get(bus)));
  }

  /// The three who watch.
  public List<RedisNode> sentinels() {
    return List.copyOf(sentinels);
  }

  /// Waits until another node than the first is master.
  public RedisNode awaitOtherMaster(Bus bus) {
    List<RedisNode> others = nodes(bus).subList(1, nodes(bus).size());
    await().atMost(PATIENCE).until(() -> others.stream().anyMatch(RedisNode::isMaster));
    return others.stream().filter(RedisNode::isMaster).findFirst().orElseThrow();
  }

  /// Holds up replication: what the master confirms from now on no replica has.
  public void cutReplicas(Bus bus) {
    List<RedisNode> all = nodes(bus);
    all.stream().skip(1).forEach(RedisNode::freeze);
    all.get(0).ask("CLIENT", "KILL", "TYPE", "replica");
  }

  /// The first master dies; then replicas that were held up go on.
  public void killMaster(Bus bus) {
    List<RedisNode> all = nodes(bus);
    all.get(0).kill();
    all.stream().skip(1).forEach(RedisNode::thaw);
  }

  /// Ends all of them.
  @Override
  public void close() {
    sentinels.forEach(RedisNode::close);
    nodes.values().forEach(all -> all.forEach(RedisNode::close));
  }
}
