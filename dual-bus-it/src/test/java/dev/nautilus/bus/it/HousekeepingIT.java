package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.message.SystemAlert;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// One client of a bus trims for all. Streams hold one entry a second, 400 of them.
@NautilusBusTest
class HousekeepingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String STREAM = "{el:risk:0}";
  private static final String LEASE = "el:housekeeper";

  /// Rounds every 2 s.
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder()
          .pulledRetention(Duration.ofSeconds(100))
          .groupExpiry(Duration.ofSeconds(8))
          .build();

  private static DualBusClient client(BusClients clients, String instance, BusOptions options) {
    return clients.client(clients.builder(EngineType.RISK, instance).options(options));
  }

  private static void fill(RedisServer redis, String stream) {
    for (int second = 1; second <= 400; second++) {
      redis.command("XADD", stream, second * 1000 + "-0", "f", "x");
    }
  }

  private static long length(RedisServer redis, String stream) {
    return Long.parseLong(String.valueOf(redis.command("XLEN", stream)));
  }

  private static String holder(BusServers servers) {
    return String.valueOf(servers.engineLogic().command("GET", LEASE));
  }

  @Test
  void lease_ofAHolderThatCloses_goesToTheOther(BusServers servers, BusClients clients) {
    DualBusClient first = client(clients, "risk-1", OPTIONS);
    await().atMost(PATIENCE).until(() -> holder(servers).startsWith("risk risk-1#"));
    client(clients, "risk-2", OPTIONS);
    assertThat(holder(servers)).startsWith("risk risk-1#");

    first.close();

    await().atMost(PATIENCE).until(() -> holder(servers).startsWith("risk risk-2#"));
  }

  @Test
  void lease_ofAHolderThatDied_isTakenWhenItEndsAndKept(BusServers servers, BusClients clients) {
    servers.engineLogic().command("SET", LEASE, "dead", "PX", "4000");
    client(clients, "risk-1", OPTIONS);

    await().atMost(PATIENCE).until(() -> holder(servers).startsWith("risk risk-1#"));
    long left = Long.parseLong(String.valueOf(servers.engineLogic().command("PTTL", LEASE)));
    assertThat(left).isBetween(1L, OPTIONS.leaseTime().toMillis());
  }

  @Test
  void streams_nobodyPublishesTo_areTrimmedAllTheSame(BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    String express = "{el:orders:0}:express";
    String retries = STREAM + ":retry:risk";
    fill(redis, STREAM);
    fill(redis, express);
    fill(redis, retries);

    client(clients, "risk-1", OPTIONS);

    await().atMost(PATIENCE).until(() -> length(redis, STREAM) <= 200);
    await().atMost(PATIENCE).until(() -> length(redis, express) <= 200);
    assertThat(length(redis, STREAM)).isGreaterThanOrEqualTo(100);
    assertThat(length(redis, retries)).as("retries are nobody's to trim").isEqualTo(400);
  }

  @Test
  void pushedStream_nobodyWritesTo_endsWithItsNewestEntry(BusServers servers, BusClients clients) {
    RedisServer redis = servers.marketData();
    fill(redis, "{md:ticks:0}");

    client(clients, "risk-1", OPTIONS.toBuilder().retention(Duration.ofSeconds(4)).build());

    await().atMost(PATIENCE).until(() -> length(redis, "{md:ticks:0}") == 1);
  }

  @Test
  void group_absentForLong_isAnnouncedOnceAndThenHoldsNothing(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    fill(redis, STREAM);
    redis.command("XGROUP", "CREATE", STREAM, "ml", "0");
    redis.command("XREADGROUP", "GROUP", "ml", "c", "COUNT", "1", "STREAMS", STREAM, ">");

    DualBusClient hub = clients.client(clients.builder(EngineType.HUB, "hub-1").options(OPTIONS));
    Recorder<SystemAlert> alerts = Recorder.on(hub, MessageType.SYSTEM_ALERT);

    SystemAlert alert =
        alerts.awaitMatch(a -> a.code().equals("GROUP_EXPIRED"), PATIENCE).payload();
    assertThat(alert.detail()).contains("group ml", STREAM);
    await().atMost(PATIENCE).until(() -> length(redis, STREAM) <= 200);
    assertThat(redis.command("HGET", "el:absent", STREAM + " ml")).isEqualTo("expired");
    assertThat(alerts.payloads()).extracting(SystemAlert::code).containsExactly("GROUP_EXPIRED");

    redis.command("XREADGROUP", "GROUP", "ml", "c", "COUNT", "1", "STREAMS", STREAM, ">");
    await()
        .atMost(PATIENCE)
        .until(() -> redis.command("HGET", "el:absent", STREAM + " ml") == null);
  }

  @Test
  void stream_aheadOfItsServersClock_isAnAlertAndNotTrimmedByTime(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    fill(redis, STREAM);
    long tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
    redis.command("XADD", STREAM, tomorrow + "-0", "f", "x");

    DualBusClient hub = clients.client(clients.builder(EngineType.HUB, "hub-1").options(OPTIONS));
    Recorder<SystemAlert> alerts = Recorder.on(hub, MessageType.SYSTEM_ALERT);
    redis.command("XADD", "{el:system:0}", tomorrow + "-0", "f", "x");

    alerts.awaitMatch(
        a -> a.code().equals("CLOCK_WENT_BACK") && a.detail().startsWith("{el:system:0}"),
        PATIENCE);
    assertThat(length(redis, STREAM)).isEqualTo(401);
  }
}
