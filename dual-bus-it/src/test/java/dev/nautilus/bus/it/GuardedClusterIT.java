package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisCluster;
import dev.nautilus.bus.testkit.RedisNode;
import dev.nautilus.bus.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One bus on a Redis Cluster that speaks TLS only, between its nodes too, and lets in only the
/// users of the shipped ACL file; the other bus on one Redis.
@LongFault
@EnabledIf("isPossible")
class GuardedClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "guarded.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "guarded.pushed", Numbered.class).keyedBy(Numbered::key);

  @TempDir private Path folder;

  static boolean isPossible() {
    return RedisCluster.isPossible() && BusServers.canStartTls();
  }

  private static MessageType<Numbered> type(Bus bus) {
    return bus == Bus.MARKET_DATA ? PUSHED : PULLED;
  }

  private RedisCluster start(Bus bus, TestAuthority authority) throws IOException {
    String name = bus == Bus.MARKET_DATA ? "marketdata-bus" : "engine-logic-bus";
    String users = GuardedRedis.users(folder, "users-" + name + ".acl");
    return RedisCluster.startTls(authority, users.lines().toList());
  }

  /// The bus that is not looked at is on one Redis, which lets everybody in.
  private static DualBusClientBuilder builder(String user, Bus bus, String url, BusServers others) {
    DualBusClientBuilder builder =
        DualBusClient.builder(new EngineType(user), user + "-1").options(ClusterStage.OPTIONS);
    return bus == Bus.MARKET_DATA
        ? builder.marketData(url).engineLogic(others.engineLogic().url())
        : builder.engineLogic(url).marketData(others.marketData().url());
  }

  @ParameterizedTest
  @EnumSource(Bus.class)
  void users_overTls_publishConsumeAndFollowAFailover(Bus bus) throws IOException {
    try (TestAuthority authority = TestAuthority.create();
        BusServers others = BusServers.startTls(authority, false);
        RedisCluster redis = start(bus, authority);
        DualBusClient reader =
            builder("risk", bus, redis.url("risk", GuardedRedis.secret("risk")), others)
                .tls(authority::trusted)
                .build();
        DualBusClient writer =
            builder("ml", bus, redis.url("ml", GuardedRedis.secret("ml")), others)
                .tls(authority::trusted)
                .build()) {
      Tally tally = new Tally();
      reader.subscribe(type(bus), tally);
      try (Paced paced = new Paced(writer, type(bus), 1_000, 1_000_000)) {
        paced.awaitMoreConfirmed(2_000, PATIENCE);
        String stream = bus == Bus.MARKET_DATA ? "{md:app:0}" : "{el:signals:0}";
        redis.killOwner(redis.slot(stream));
        paced.awaitMoreConfirmed(4_000, PATIENCE);
        paced.stop(PATIENCE);
        tally.assertHolds(paced, PATIENCE);
        assertThat(paced.count(End.OUTCOME_UNKNOWN)).isZero();
      }
      assertThat(refused(redis)).isEmpty();
      assertNobodyElseIsLetIn(bus, redis, others, authority);
    }
  }

  /// What was refused to a user at any node.
  private static List<String> refused(RedisCluster redis) {
    List<String> refused = new ArrayList<>();
    for (RedisNode node : redis.nodes()) {
      String before = "";
      String what = "";
      for (String line : node.ask("ACL", "LOG").lines().toList()) {
        what = before.equals("object") ? line : what;
        // The template says why.
        if (before.equals("username") && !what.equals("client|setinfo")) {
          refused.add(line + ": " + what);
        }
        before = line;
      }
    }
    return refused;
  }

  private static void assertNobodyElseIsLetIn(
      Bus bus, RedisCluster redis, BusServers others, TestAuthority authority) throws IOException {
    for (RedisNode node : redis.nodes()) {
      if (!node.ask("PING").equals("PONG")) {
        continue;
      }
      assertThat(TlsStage.plainAnswer(node.port())).as("plain text").doesNotContain("PONG");
    }
    String good = redis.url("risk", GuardedRedis.secret("risk"));
    assertThatThrownBy(
            () ->
                builder("risk", bus, good.replace("rediss-", "redis-"), others)
                    .tls(authority::trusted)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write rediss-cluster://");
    assertTrouble(
        builder("risk", bus, good.replace("rediss-", "redis-"), others), bus, "write rediss://");
    assertTrouble(
        builder("risk", bus, redis.url("risk", "wrong"), others).tls(authority::trusted),
        bus,
        "user 'risk' is not let in");
  }

  private static void assertTrouble(DualBusClientBuilder builder, Bus bus, String said) {
    BusOptions hasty =
        ClusterStage.OPTIONS.toBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    try (DualBusClient client = builder.options(hasty).build()) {
      assertThatThrownBy(() -> client.subscribe(type(bus), message -> {}))
          .isInstanceOf(BusException.class)
          .hasMessageContaining(said);
    }
  }
}
