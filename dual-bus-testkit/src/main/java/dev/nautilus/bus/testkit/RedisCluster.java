package dev.nautilus.bus.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A Redis Cluster of a test: three masters with a replica each, real ones on this machine, for one
/// bus or both.
///
/// ```java
/// try (RedisCluster redis = RedisCluster.start()) {
///   DualBusClient client = DualBusClient.builder(EngineType.RISK, "risk-1")
///       .marketData(redis.url()).engineLogic(redis.url())
///       .options(BusClients.OPTIONS.toBuilder().partitions(6).build()).build();
///   redis.killOwner(redis.slot("{el:risk:0}"));
/// ```
///
/// A master is missed after two seconds. One thread at a time.
public final class RedisCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MASTERS = 3;

  private final NodeAccess access;
  private final List<RedisNode> nodes = new ArrayList<>();

  private RedisCluster(NodeAccess access) {
    this.access = access;
    for (int i = 0; i < 2 * MASTERS; i++) {
      nodes.add(
          RedisNode.start(
              access,
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
      close();
      throw new IllegalStateException("no cluster: " + said);
    }
    await().atMost(PATIENCE).until(() -> nodes.stream().allMatch(RedisCluster::isReady));
  }

  /// Whether there is what this needs: `redis-server` 7 or later, and `redis-cli`, on the PATH.
  public static boolean isPossible() {
    return RedisNode.isPossible();
  }

  /// Starts one that lets everybody in; returns when all slots are served and replicas have caught
  /// up.
  public static RedisCluster start() {
    return new RedisCluster(NodeAccess.OPEN);
  }

  /// Starts one that speaks TLS only, to clients and between its nodes, with a certificate for
  /// `localhost` and 127.0.0.1. Needs a `redis-server` that is built with TLS, see
  /// [BusServers#canStartTls].
  ///
  /// @param authority signs the certificate
  /// @param users lines of an ACL file, `user risk on >password ...`; with none everybody may do
  ///   everything
  public static RedisCluster startTls(TestAuthority authority, List<String> users) {
    TlsFiles shown = authority.issue("dns:localhost,ip:127.0.0.1");
    return new RedisCluster(
        new NodeAccess(new RedisSettings.Tls(shown, authority.certificate(), false), users));
  }

  private static boolean isReady(RedisNode node) {
    return node.ask("CLUSTER", "INFO").contains("cluster_state:ok")
        && (node.isMaster() || node.info("replication", "master_link_status").equals("up"));
  }

  /// Its URL, `redis-cluster://...`. All nodes are named, so that any of them may die.
  public String url() {
    return access.scheme("-cluster") + addresses();
  }

  /// The same for a user of [#startTls].
  public String url(String user, String password) {
    return access.scheme("-cluster") + user + ":" + password + "@" + addresses();
  }

  private String addresses() {
    return nodes.stream().map(RedisNode::address).collect(Collectors.joining(","));
  }

  /// All of them, masters and replicas.
  public List<RedisNode> nodes() {
    return List.copyOf(nodes);
  }

  /// The slot of a key.
  public int slot(String key) {
    RedisNode any = nodes.stream().filter(RedisNode::isAlive).findFirst().orElseThrow();
    return Integer.parseInt(any.ask("CLUSTER", "KEYSLOT", key));
  }

  private static String id(RedisNode node) {
    return node.ask("CLUSTER", "MYID");
  }

  /// The master that serves a slot now.
  public RedisNode ownerOf(int slot) {
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
  public long owners(List<String> keys) {
    return keys.stream().map(key -> ownerOf(slot(key))).distinct().count();
  }

  private RedisNode otherMaster(RedisNode than) {
    return nodes.stream().filter(node -> node != than && node.isMaster()).findFirst().orElseThrow();
  }

  /// Moves a slot with all its keys to another master, as an operator does who reshards. Not where
  /// there is TLS or are users.
  ///
  /// @return the other master
  public RedisNode move(int slot) {
    RedisNode from = ownerOf(slot);
    RedisNode to = otherMaster(from);
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
  public void reshardUpTo(int slot) {
    RedisNode from = ownerOf(slot);
    RedisNode to = otherMaster(from);
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
  public int slotsUpTo(int slot) {
    return slotsOf(ownerOf(slot)).stream()
        .filter(slots -> slots.covers(slot))
        .mapToInt(slots -> slot - slots.first() + 1)
        .findFirst()
        .orElseThrow();
  }

  /// The master of a slot dies; waits until its replica has taken its place.
  ///
  /// @return who has died
  public RedisNode killOwner(int slot) {
    RedisNode owner = ownerOf(slot);
    owner.kill();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> nodes.stream().anyMatch(node -> node != owner && serves(node, slot)));
    return owner;
  }

  /// Ends all of them.
  @Override
  public void close() {
    nodes.forEach(RedisNode::close);
  }
}
