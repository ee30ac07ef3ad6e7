package dev.nautilus.bus.it;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusClients;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// A cluster of three masters, with a replica each, that both buses are on, and clients that know
/// one node of it.
final class ClusterStage implements AutoCloseable {
  static final int PARTITIONS = 6;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MASTERS = 3;
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder().partitions(PARTITIONS).build();

  private final List<RedisNode> nodes = new ArrayList<>();
  private final Deque<DualBusClient> clients = new ArrayDeque<>();

  ClusterStage() {
    for (int i = 0; i < 2 * MASTERS; i++) {
      nodes.add(
          RedisNode.start(
              "cluster-enabled yes",
              "cluster-config-file nodes.conf",
              "cluster-node-timeout 2000",
              "cluster-replica-validity-factor 0"));
    }
    List<String> create = new ArrayList<>(List.of("--cluster", "create"));
    nodes.forEach(node -> create.add(node.address()));
    create.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
    String said = nodes.get(0).ask(create.toArray(String[]::new));
    if (!said.contains("[OK] All 16384 slots covered")) {
      throw new IllegalStateException("no cluster: " + said);
    }
    await().atMost(PATIENCE).until(() -> nodes.stream().allMatch(ClusterStage::isReady));
  }

  private static boolean isReady(RedisNode node) {
    return node.ask("CLUSTER", "INFO").contains("cluster_state:ok")
        && (node.isMaster() || node.info("replication", "master_link_status").equals("up"));
  }

  String url() {
    return "redis-cluster://" + nodes.get(0).address();
  }

  /// All nodes are named, so that any of them may die.
  private String wholeUrl() {
    return "redis-cluster://"
        + nodes.stream().map(RedisNode::address).collect(Collectors.joining(","));
  }

  DualBusClientBuilder builder(EngineType engine, String instance) {
    return DualBusClient.builder(engine, instance)
        .marketData(wholeUrl())
        .engineLogic(wholeUrl())
        .options(OPTIONS);
  }

  DualBusClient client(DualBusClientBuilder builder) {
    DualBusClient client = builder.build();
    clients.push(client);
    return client;
  }

  DualBusClient client(EngineType engine, String instance) {
    return client(builder(engine, instance));
  }

  List<RedisNode> nodes() {
    return nodes;
  }

  int slot(String key) {
    return Integer.parseInt(nodes.get(0).ask("CLUSTER", "KEYSLOT", key));
  }

  private static String id(RedisNode node) {
    return node.ask("CLUSTER", "MYID");
  }

  /// The master that serves a slot now.
  RedisNode ownerOf(int slot) {
    return nodes.stream().filter(node -> serves(node, slot)).findFirst().orElseThrow();
  }

  /// Slots, the last one included.
  private record Slots(int first, int last) {
    static Slots of(String range) {
      String[] ends = range.split("-", -1);
      return new Slots(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    boolean covers(int slot) {
      return first <= slot && slot <= last;
    }
  }

  /// By what a node says of itself; none of a replica.
  private static List<Slots> slotsOf(RedisNode node) {
    return node.ask("CLUSTER", "NODES")
        .lines()
        .filter(line -> line.contains("myself,master"))
        .flatMap(line -> List.of(line.split(" ", -1)).stream().skip(8))
        .filter(range -> !range.startsWith("["))
        .map(Slots::of)
        .toList();
  }

  private static boolean serves(RedisNode node, int slot) {
    return slotsOf(node).stream().anyMatch(slots -> slots.covers(slot));
  }

  /// How many masters have one of these keys' slots.
  long owners(List<String> keys) {
    return keys.stream().map(key -> ownerOf(slot(key))).distinct().count();
  }

  /// Moves a slot with all its keys to another master, as an operator does who reshards.
  RedisNode move(int slot) {
    RedisNode from = ownerOf(slot);
    RedisNode to =
        nodes.stream().filter(node -> node != from && node.isMaster()).findFirst().orElseThrow();
    String number = Integer.toString(slot);
    expectOk(to.ask("CLUSTER", "SETSLOT", number, "IMPORTING", id(from)));
    expectOk(from.ask("CLUSTER", "SETSLOT", number, "MIGRATING", id(to)));
    while (true) {
      List<String> keys =
          from.ask("CLUSTER", "GETKEYSINSLOT", number, "10")
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      if (keys.isEmpty()) {
        break;
      }
      for (String key : keys) {
        // NOKEY when it has expired meanwhile.
        String said =
            from.ask("MIGRATE", "127.0.0.1", Integer.toString(to.port()), key, "0", "10000");
        if (!said.equals("NOKEY")) {
          expectOk(said);
        }
      }
    }
    for (RedisNode node : List.of(to, from)) {
      expectOk(node.ask("CLUSTER", "SETSLOT", number, "NODE", id(to)));
    }
    await().atMost(PATIENCE).until(() -> serves(to, slot));
    return to;
  }

  private static void expectOk(String said) {
    if (!said.equals("OK")) {
      throw new IllegalStateException(said);
    }
  }

  /// Gives the slots of a master that has one range, up to this one, to another master by
  /// `redis-cli --cluster reshard`.
  void reshardUpTo(int slot) {
    RedisNode from = ownerOf(slot);
    RedisNode to =
        nodes.stream().filter(node -> node != from && node.isMaster()).findFirst().orElseThrow();
    String said =
        from.ask(
            "--cluster",
            "reshard",
            from.address(),
            "--cluster-from",
            id(from),
            "--cluster-to",
            id(to),
            "--cluster-slots",
            Integer.toString(slotsUpTo(slot)),
            "--cluster-yes");
    if (!serves(to, slot)) {
      throw new IllegalStateException(slot + " was not moved: " + said);
    }
  }

  /// How many slots a resharding moves that ends with this one.
  int slotsUpTo(int slot) {
    return slotsOf(ownerOf(slot)).stream()
        .filter(slots -> slots.covers(slot))
        .mapToInt(slots -> slot - slots.first() + 1)
        .findFirst()
        .orElseThrow();
  }

  /// The master of a slot dies; waits until its replica has taken its place.
  void killOwner(int slot) {
    RedisNode owner = ownerOf(slot);
    owner.kill();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> nodes.stream().anyMatch(node -> node != owner && serves(node, slot)));
  }

  @Override
  public void close() {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
    nodes.forEach(RedisNode::close);
  }
}
