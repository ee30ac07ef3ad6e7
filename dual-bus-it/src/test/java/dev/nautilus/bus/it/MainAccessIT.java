package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what on main Redis, and in the registry of where engines are, asked of a real Redis 7
/// with the ACL files of `redis/`. That clients and bridge work under them is [GuardedMoveIT].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainAccessIT {
  private static final List<String> NO_ENGINES = List.of("hub", "bridge", "operator", "exporter");

  /// What nobody gets.
  private static final List<String> FORBIDDEN =
      List.of(
          "FLUSHALL",
          "CONFIG GET maxmemory",
          "KEYS *",
          "SHUTDOWN NOSAVE",
          "ACL LIST",
          "MONITOR",
          "REPLICAOF 127.0.0.1 1",
          "SCRIPT FLUSH",
          "CLIENT KILL TYPE normal",
          "PSUBSCRIBE *",
          "SUBSCRIBE elsewhere",
          "PUBLISH elsewhere x",
          "GET elsewhere",
          "SET elsewhere x",
          "DEL nautilus-risk-streams",
          "SET nautilus-risk-streams x",
          "XDEL nautilus-risk-streams 1-1",
          "RENAME nautilus-risk-streams nautilus-ml-streams");

  private GuardedRedis main;
  private GuardedRedis registry;

  @BeforeAll
  void start() throws IOException {
    Optional<Path> redis = GuardedRedis.onPath();
    assumeThat(redis).as("needs redis-server 7 or later on the PATH").isPresent();
    main = GuardedRedis.start(redis.get(), "users-main.acl");
    registry = GuardedRedis.start(redis.get(), "users-engine-logic-bus.acl");
  }

  @AfterAll
  void stop() throws IOException {
    main.close();
    registry.close();
  }

  static List<String> users() {
    return GuardedRedis.USERS;
  }

  private static List<String> engines() {
    return users().stream().filter(user -> !NO_ENGINES.contains(user)).toList();
  }

  private static List<String> enginesAnd(String... others) {
    List<String> all = new ArrayList<>(engines());
    all.addAll(List.of(others));
    return all;
  }

  private List<String> whoMay(GuardedRedis redis, String... words) {
    return users().stream().filter(user -> redis.allows(user, words)).toList();
  }

  @ParameterizedTest
  @MethodSource("users")
  void forbidden_isForNobody(String user) {
    assertThat(FORBIDDEN.stream().filter(each -> main.allows(user, each.split(" "))))
        .as(user)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("users")
  void add_toAnEnginesStream_isForItselfAndTheBridge(String user) {
    Predicate<String> itself =
        source -> main.allows(user, "XADD", "nautilus-" + source + "-streams", "*", "f", "x");
    List<String> own = user.equals("bridge") ? engines() : List.of(user);
    // nautilus-marketdata-streams is also that of market data, which any engine may publish.
    assertThat(engines().stream().filter(itself).filter(each -> !each.equals("marketdata")))
        .isEqualTo(
            engines().stream()
                .filter(own::contains)
                .filter(each -> !each.equals("marketdata"))
                .toList());
  }

  @Test
  void add_toStreamsThatAreShared_isForThoseWhoPublishSuchTypes() {
    for (String stream : List.of("express", "marketdata", "price")) {
      assertThat(whoMay(main, "XADD", "nautilus-" + stream + "-streams", "*", "f", "x"))
          .as(stream)
          .containsExactlyInAnyOrderElementsOf(enginesAnd("bridge"));
    }
    assertThat(whoMay(main, "XADD", "nautilus-trade-streams", "*", "f", "x"))
        .containsExactlyInAnyOrder("portfolio", "bridge");
  }

  @Test
  void read_isForEnginesBridgeAndOperator() {
    assertThat(whoMay(main, "XRANGE", "nautilus-ml-streams", "-", "+"))
        .containsExactlyInAnyOrderElementsOf(enginesAnd("bridge", "operator"));
    assertThat(whoMay(main, "XREADGROUP", "GROUP", "g", "c", "STREAMS", "nautilus-ml-streams", ">"))
        .containsExactlyInAnyOrderElementsOf(enginesAnd("operator"));
  }

  @Test
  void positionsOfTheBridge_areTheBridgesOnly() {
    assertThat(whoMay(main, "HSET", "nautilus:bridge", "{el:risk:0}", "1-1"))
        .containsExactly("bridge");
    assertThat(whoMay(main, "HGETALL", "nautilus:bridge")).containsExactly("bridge");
  }

  @Test
  void lettersAndLeases_areTheirGroupsOwn() {
    String stream = "nautilus-risk-streams";
    assertThat(whoMay(main, "XADD", stream + ":dlq:vpin-group", "*", "f", "x"))
        .containsExactlyInAnyOrder("vpin", "operator");
    assertThat(whoMay(main, "XADD", stream + ":retry:vpin-group", "*", "f", "x"))
        .containsExactlyInAnyOrder("vpin", "operator");
    assertThat(whoMay(main, "SET", stream + ":lease:vpin-group", "me")).containsExactly("vpin");
    assertThat(whoMay(main, "SET", stream + ":lease:vpin.vpin-1-group", "me"))
        .containsExactly("vpin");
    assertThat(whoMay(main, "HSET", stream + ":producers", "1f", "7")).containsExactly("risk");
  }

  @Test
  void registry_isChangedByEnginesBridgeAndOperator_aMoveByItsOwnEngine() {
    assertThat(whoMay(registry, "HSET", "{el}:modes", "nobody", "DUAL"))
        .containsExactlyInAnyOrderElementsOf(enginesAnd("hub", "bridge", "operator"));
    assertThat(whoMay(registry, "SUBSCRIBE", "el:modes"))
        .containsExactlyInAnyOrderElementsOf(enginesAnd("hub", "bridge", "operator"));
    assertThat(whoMay(registry, "PUBLISH", "el:modes", "nobody"))
        .containsExactlyInAnyOrderElementsOf(enginesAnd("hub", "bridge", "operator"));
    for (String key : List.of("{el}:migration:vpin", "{el}:instances:vpin")) {
      assertThat(whoMay(registry, "DEL", key))
          .as(key)
          .containsExactlyInAnyOrder("vpin", "bridge", "operator");
    }
    assertThat(whoMay(registry, "HGETALL", "{el}:bridge"))
        .containsExactlyInAnyOrderElementsOf(enginesAnd("hub", "bridge", "operator"));
    assertThat(whoMay(registry, "HSET", "{el}:bridge", "s", "1-1")).containsExactly("bridge");
  }
}
