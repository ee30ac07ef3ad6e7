package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Family;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what, asked of a real Redis 7 with the ACL files of `redis/`. That clients work under
/// them is [GuardedClientIT].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
  /// What nobody gets, on any bus.
  private static final List<String> FORBIDDEN =
      List.of(
          "FLUSHALL",
          "FLUSHDB",
          "CONFIG GET maxmemory",
          "CONFIG SET maxmemory 1",
          "KEYS *",
          "SHUTDOWN NOSAVE",
          "ACL LIST",
          "ACL SETUSER x on",
          "MONITOR",
          "REPLICAOF 127.0.0.1 1",
          "SCRIPT FLUSH",
          "FUNCTION FLUSH",
          "CLIENT KILL TYPE normal",
          "CLIENT PAUSE 1",
          "SAVE",
          "MIGRATE 127.0.0.1 1 {el:risk:9} 0 1",
          "SWAPDB 0 1",
          "PSUBSCRIBE *",
          "SUBSCRIBE elsewhere",
          "PUBLISH elsewhere x",
          "GET elsewhere",
          "SET elsewhere x",
          "DEL {el:risk:9}",
          "DEL {md:ticks:9}",
          "SET {el:risk:9} x",
          "SET {md:ticks:9} x",
          "RENAME {el:risk:9} {el:risk:8}");

  private static final Map<String, Set<Family>> OWNED =
      Map.ofEntries(
          Map.entry("analytics", EnumSet.of(Family.SYSTEM)),
          Map.entry("backtesting", EnumSet.of(Family.SYSTEM)),
          Map.entry("collateral", EnumSet.of(Family.RISK, Family.SYSTEM)),
          Map.entry("enhanced-vpin", EnumSet.of(Family.SIGNALS, Family.SYSTEM)),
          Map.entry("factor", EnumSet.of(Family.SIGNALS, Family.SYSTEM)),
          Map.entry("features", EnumSet.of(Family.SIGNALS, Family.SYSTEM)),
          Map.entry("marketdata", EnumSet.of(Family.BARS, Family.SYSTEM)),
          Map.entry("ml", EnumSet.of(Family.SIGNALS, Family.SYSTEM)),
          Map.entry("portfolio", EnumSet.of(Family.EXECUTION, Family.ORDERS, Family.SYSTEM)),
          Map.entry("risk", EnumSet.of(Family.RISK, Family.ORDERS, Family.SYSTEM)),
          Map.entry("strategy", EnumSet.of(Family.SIGNALS, Family.ORDERS, Family.SYSTEM)),
          Map.entry("vpin", EnumSet.of(Family.SIGNALS, Family.SYSTEM)),
          Map.entry("websocket", EnumSet.of(Family.SYSTEM)),
          Map.entry("hub", EnumSet.of(Family.TICKS, Family.BARS, Family.REFERENCE, Family.SYSTEM)),
          Map.entry("bridge", EnumSet.allOf(Family.class)),
          Map.entry("operator", EnumSet.noneOf(Family.class)),
          Map.entry("exporter", EnumSet.noneOf(Family.class)));

  private static final Set<String> NO_ENGINES = Set.of("hub", "bridge", "operator", "exporter");

  private final Map<Bus, GuardedRedis> servers = new EnumMap<>(Bus.class);

  @BeforeAll
  void start() throws IOException {
    Optional<Path> redis = GuardedRedis.onPath();
    assumeThat(redis).as("needs redis-server 7 or later on the PATH").isPresent();
    for (Bus bus : Bus.values()) {
      String name = bus == Bus.MARKET_DATA ? "marketdata" : "engine-logic";
      servers.put(bus, GuardedRedis.start(redis.get(), "users-" + name + "-bus.acl"));
    }
  }

  @AfterAll
  void stop() throws IOException {
    for (GuardedRedis server : servers.values()) {
      server.close();
    }
  }

  static List<String> users() {
    return GuardedRedis.USERS;
  }

  private GuardedRedis server(Bus bus) {
    return Objects.requireNonNull(servers.get(bus));
  }

  /// Of a partition that nobody reads.
  private static String stream(Family family) {
    return "{" + family.bus().prefix() + ":" + family.keyName() + ":9}";
  }

  /// The families a user may add to.
  static Set<Family> mayWrite(String user) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    families.addAll(Objects.requireNonNull(OWNED.get(user)));
    if (!NO_ENGINES.contains(user)) {
      families.addAll(EnumSet.of(Family.APP, Family.REQUESTS));
    }
    return families;
  }

  @ParameterizedTest
  @MethodSource("users")
  void add_toAFamily_isForItsOwnersOnly(String user) {
    for (String suffix : List.of("", ":express", ":shared")) {
      Set<Family> writable =
          Arrays.stream(Family.values())
              .filter(f -> server(f.bus()).allows(user, "XADD", stream(f) + suffix, "*", "f", "x"))
              .collect(Collectors.toSet());
      assertThat(writable).as(user + suffix).isEqualTo(mayWrite(user));
    }
  }

  @ParameterizedTest
  @MethodSource("users")
  void add_withinAScript_isForItsOwnersOnly(String user) {
    String script = "return redis.call('XADD', KEYS[1], '*', 'f', 'x')";
    Set<Family> writable =
        Arrays.stream(Family.values())
            .filter(f -> server(f.bus()).allows(user, "EVAL", script, "1", stream(f)))
            .collect(Collectors.toSet());
    assertThat(writable).as(user).isEqualTo(mayWrite(user));
  }

  @ParameterizedTest
  @MethodSource("users")
  void publish_toAFamilysChannel_isForItsOwnersOnly(String user) {
    Set<Family> expected = mayWrite(user);
    expected.removeIf(family -> family.delivery() != Family.Delivery.PUSHED);
    for (String command : List.of("PUBLISH", "SPUBLISH")) {
      Set<Family> pushed =
          Arrays.stream(Family.values())
              .filter(family -> family.delivery() == Family.Delivery.PUSHED)
              .filter(
                  f -> server(f.bus()).allows(user, command, "md:" + stream(f), "not a heartbeat"))
              .collect(Collectors.toSet());
      assertThat(pushed).as("%s by %s", command, user).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("users")
  void forbidden_isForNobody(String user) {
    for (Bus bus : Bus.values()) {
      assertThat(FORBIDDEN.stream().filter(each -> server(bus).allows(user, each.split(" "))))
          .as("%s on %s", user, bus)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("users")
  void read_ofEveryFamily_isForEverybodyButTheExporter(String user) {
    for (Family family : Family.values()) {
      assertThat(server(family.bus()).allows(user, "XRANGE", stream(family), "-", "+"))
          .as("%s of %s", family, user)
          .isEqualTo(!user.equals("exporter"));
    }
  }

  @Test
  void replies_areHeardByTheirAskerOnly() {
    for (Bus bus : Bus.values()) {
      String channel = bus.prefix() + ":reply:strategy:strategy-1";
      assertThat(users().stream().filter(each -> server(bus).allows(each, "SUBSCRIBE", channel)))
          .as("%s", bus)
          .containsExactly("strategy");
    }
  }

  @Test
  void replies_areSentByThoseWhoAnswer() {
    assertThat(
            users().stream()
                .filter(
                    each ->
                        server(Bus.ENGINE_LOGIC)
                            .allows(each, "PUBLISH", "el:reply:strategy:strategy-1", "x")))
        .as("the bridge answers for risk while that is on main Redis")
        .containsExactlyInAnyOrder("risk", "bridge");
    assertThat(
            users().stream()
                .filter(
                    each ->
                        server(Bus.MARKET_DATA)
                            .allows(each, "PUBLISH", "md:reply:strategy:strategy-1", "x")))
        .containsExactlyInAnyOrder("hub", "bridge");
  }

  /// Only the operator's scripts hand letters of others back.
  @Test
  void letters_areTheirGroupsOwn() {
    for (String kind : List.of("dlq", "retry")) {
      for (String stream : List.of("{el:orders:9}", "{el:risk:9}:express")) {
        String key = stream + ":" + kind + ":vpin";
        assertThat(
                users().stream()
                    .filter(e -> server(Bus.ENGINE_LOGIC).allows(e, "XADD", key, "*", "f", "x")))
            .as(key)
            .containsExactlyInAnyOrder("vpin", "operator");
      }
      String requests = "{md:requests:9}:" + kind + ":hub";
      assertThat(
              users().stream()
                  .filter(e -> server(Bus.MARKET_DATA).allows(e, "XADD", requests, "*", "f", "x")))
          .as(requests)
          .containsExactlyInAnyOrder("hub", "operator");
    }
  }

  @Test
  void leases_areTheirGroupsOwn() {
    for (String key : List.of("{el:orders:9}:lease:vpin", "{el:orders:9}:lease:vpin@vpin-1")) {
      assertThat(users().stream().filter(e -> server(Bus.ENGINE_LOGIC).allows(e, "SET", key, "me")))
          .as(key)
          .containsExactly("vpin");
    }
  }

  /// Whoever moves to main Redis takes its groups along.
  @Test
  void groups_areDroppedByWhoMayLeaveThem() {
    assertThat(
            users().stream()
                .filter(
                    each ->
                        server(Bus.ENGINE_LOGIC)
                            .allows(each, "XGROUP", "DESTROY", "{el:risk:9}", "g")))
        .containsExactlyInAnyOrderElementsOf(
            users().stream().filter(each -> !each.equals("exporter")).toList());
    assertThat(
            users().stream()
                .filter(
                    each ->
                        server(Bus.MARKET_DATA)
                            .allows(each, "XGROUP", "DESTROY", "{md:requests:9}", "g")))
        .containsExactly("operator");
  }

  /// By hand and by the scripts that the client uses.
  @Test
  void states_areTheirEnginesOwn() {
    String key = "{el}:state:vpin";
    String script = "return redis.call('SET', KEYS[1], redis.call('GET', KEYS[2]) or 'none')";
    assertThat(users().stream().filter(e -> server(Bus.ENGINE_LOGIC).allows(e, "GET", key)))
        .containsExactlyInAnyOrder("vpin", "operator");
    assertThat(users().stream().filter(e -> server(Bus.ENGINE_LOGIC).allows(e, "SET", key, "x")))
        .containsExactlyInAnyOrder("vpin", "operator");
    assertThat(
            users().stream()
                .filter(
                    e ->
                        server(Bus.ENGINE_LOGIC)
                            .allows(e, "EVAL", script, "2", key, key + ":owner")))
        .containsExactly("vpin");
  }

  /// The term, and scripts for the lock by which one of several hubs leads.
  @ParameterizedTest
  @ValueSource(strings = {"INCR hub:term", "EVAL return(1) 1 hub:lock", "EVALSHA 0 1 hub:lock"})
  void hubsOwnKeys_areTheHubsOnly(String call) {
    String[] words = call.split(" ", -1);
    assertThat(users().stream().filter(e -> server(Bus.ENGINE_LOGIC).allows(e, words)))
        .containsExactly("hub");
  }

  @Test
  void nobody_withoutLogin_getsAnAnswer() {
    for (Bus bus : Bus.values()) {
      assertThat(server(bus).call("PING")).startsWith("-NOAUTH");
      assertThat(server(bus).call("AUTH", "default", "")).startsWith("-WRONGPASS");
    }
  }
}
