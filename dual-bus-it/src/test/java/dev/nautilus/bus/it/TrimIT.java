package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The script that trims streams of groups, against a real server: one entry a second, 400 of them,
/// of which the newest 100 are within the retention. Redis trims whole nodes of 100 entries.
@NautilusBusTest
class TrimIT {
  private static final String STREAM = "{el:risk:0}";
  private static final String GROUP = "risk";
  private static final String RETENTION_MILLIS = "100000";

  private static void fill(RedisServer redis) {
    for (int second = 1; second <= 400; second++) {
      redis.command("XADD", STREAM, second * 1000 + "-0", "f", "x");
    }
  }

  private static void read(RedisServer redis, int entries, boolean acknowledge) {
    redis.command("XGROUP", "CREATE", STREAM, GROUP, "0");
    redis.command(
        "XREADGROUP",
        "GROUP",
        GROUP,
        "c",
        "COUNT",
        Integer.toString(entries),
        "STREAMS",
        STREAM,
        ">");
    for (int second = 1; acknowledge && second <= entries; second++) {
      redis.command("XACK", STREAM, GROUP, second * 1000 + "-0");
    }
  }

  private static long trim(RedisServer redis) throws IOException {
    return run(redis, "trim.lua", STREAM, RETENTION_MILLIS);
  }

  /// By count alone.
  private static long trimTo(RedisServer redis, int entries, String... absent) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("", Integer.toString(entries)));
    arguments.addAll(List.of(absent));
    return run(redis, "trim.lua", STREAM, arguments.toArray(String[]::new));
  }

  private static long run(RedisServer redis, String script, String key, String... arguments)
      throws IOException {
    try (InputStream in =
        BusTransport.class.getResourceAsStream("/dev/nautilus/bus/lettuce/" + script)) {
      assertThat(in).isNotNull();
      List<String> words = new ArrayList<>(List.of("EVAL"));
      words.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      words.addAll(List.of("1", key));
      words.addAll(List.of(arguments));
      return Long.parseLong(String.valueOf(redis.command(words.toArray(String[]::new))));
    }
  }

  @Test
  void trim_everythingAcknowledged_keepsTheRetention(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    read(redis, 400, true);

    assertThat(trim(redis)).isBetween(200L, 300L);
    assertThat(trim(redis)).isZero();
  }

  @Test
  void trim_oldestNotAcknowledged_keepsItAndAllAfterIt(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    read(redis, 400, true);
    redis.command("XGROUP", "SETID", STREAM, GROUP, "150000-0");
    redis.command("XREADGROUP", "GROUP", GROUP, "c", "COUNT", "1", "STREAMS", STREAM, ">");

    assertThat(trim(redis)).isEqualTo(100L);
  }

  @Test
  void trim_groupThatHasNotReadYet_keepsEverything(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    read(redis, 400, true);
    redis.command("XGROUP", "CREATE", STREAM, "ml", "0");

    assertThat(trim(redis)).isZero();
  }

  @Test
  void trim_withoutAnyGroup_keepsTheRetention(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);

    assertThat(trim(redis)).isBetween(200L, 300L);
  }

  @Test
  void trim_groupThatIsAbsentForGood_keepsTheRetention(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    redis.command("XGROUP", "CREATE", STREAM, "ml", "0");

    assertThat(run(redis, "trim.lua", STREAM, RETENTION_MILLIS, "", "ml")).isBetween(200L, 300L);
  }

  @Test
  void trim_byCount_keepsSoManyWhateverTheirAge(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    read(redis, 400, true);

    assertThat(trimTo(redis, 250)).isEqualTo(100L);
    assertThat(trimTo(redis, 1000)).isZero();
  }

  @Test
  void trim_byCountOwedToAGroup_keepsEverythingUnlessTheGroupIsAbsent(BusServers servers)
      throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    redis.command("XGROUP", "CREATE", STREAM, "ml", "0");

    assertThat(trimTo(redis, 100)).isZero();
    assertThat(trimTo(redis, 100, "ml")).isEqualTo(300L);
  }

  @Test
  void trim_byCountOwedLittle_keepsWhatIsOwed(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    read(redis, 400, true);
    redis.command("XGROUP", "SETID", STREAM, GROUP, "350000-0");
    redis.command("XREADGROUP", "GROUP", GROUP, "c", "COUNT", "1", "STREAMS", STREAM, ">");

    assertThat(trimTo(redis, 100)).isEqualTo(300L);
    assertThat(String.valueOf(redis.command("XRANGE", STREAM, "-", "+", "COUNT", "1")))
        .contains("301000-0");
  }

  @Test
  void prune_publisherThatHasMovedOn_isKept(BusServers servers) throws IOException {
    RedisServer redis = servers.engineLogic();
    redis.command("HSET", "producers", "a", "5", "b", "7", "c", "9");

    assertThat(run(redis, "prune.lua", "producers", "a", "5", "b", "6", "d", "1")).isEqualTo(1);
    assertThat(redis.command("HKEYS", "producers")).isEqualTo(List.of("b", "c"));
  }

  @Test
  void trim_entriesThatBecameDeadLetters_areTrimmedLikeAnyOther(
      BusServers servers, BusClients clients) throws IOException {
    RedisServer redis = servers.engineLogic();
    fill(redis);
    redis.command("XGROUP", "CREATE", STREAM, GROUP, "0");

    // What fill writes is no frame.
    clients.client(EngineType.RISK, "risk-1").subscribe(MessageType.RISK_METRIC, message -> {});
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Long.valueOf(400).equals(redis.command("XLEN", STREAM + ":dlq:" + GROUP)));

    assertThat(trim(redis)).isBetween(200L, 300L);
    assertThat(redis.command("XLEN", STREAM + ":dlq:" + GROUP)).isEqualTo(400L);
  }
}
