package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.message.DataGap;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Retention overtakes a reader: what is gone is announced with its count, and never silent.
@NautilusBusTest
class RetentionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final int MESSAGES = 500;

  /// Redis trims whole nodes of 100 entries: with this all but the newest.
  private static final BusOptions SHORT =
      BusClients.OPTIONS.toBuilder().retention(Duration.ofMillis(1)).build();

  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "retain.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "retain.pushed", Numbered.class).keyedBy(Numbered::key);

  private static void publish(DualBusClient bus, MessageType<Numbered> type, int number) {
    assertThat(bus.publish(type, new Numbered("a", number))).succeedsWithin(PATIENCE);
  }

  private static long pending(RedisServer redis) {
    Object summary = redis.command("XPENDING", STREAM, "risk");
    return summary instanceof List<?> fields && fields.get(0) instanceof Long count ? count : -1;
  }

  @Test
  void marketData_readerAwayForLongerThanTheRetention_isToldTheExactCount(
      BusServers servers, BusClients clients) {
    try (CutRelay way = new CutRelay("127.0.0.1", servers.marketData().port())) {
      DualBusClient reader =
          clients.client(clients.builder(EngineType.RISK, "risk-1").marketData(way.url()));
      Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
      Recorder<Numbered> seen = Recorder.on(reader, PUSHED);
      DualBusClient writer =
          clients.client(clients.builder(EngineType.HUB, "hub-1").options(SHORT));
      publish(writer, PUSHED, 1);
      seen.await(1, PATIENCE);
      way.refuse();
      IntStream.range(2, MESSAGES).forEach(number -> publish(writer, PUSHED, number));
      way.heal();
      publish(writer, PUSHED, MESSAGES);

      seen.awaitMatch(last -> last.number() == MESSAGES, PATIENCE);
      assertThat(gaps.payloads()).hasSize(1);
      DataGap gap = gaps.payloads().get(0);
      assertThat(gap.reason()).isEqualTo("TRIMMED");
      assertThat(gap.firstMissing()).isEqualTo(2);
      assertThat(gap.missing()).isBetween(MESSAGES - 200L, MESSAGES - 2L);
      List<Integer> numbers = seen.payloads().stream().map(Numbered::number).toList();
      int behind = (int) (gap.firstMissing() + gap.missing());
      assertThat(numbers.get(0)).isEqualTo(1);
      assertThat(numbers.subList(1, numbers.size()))
          .containsExactlyElementsOf(IntStream.rangeClosed(behind, MESSAGES).boxed().toList());
      assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isEqualTo(gap.missing());
    }
  }

  @Test
  void engineLogic_trimmedAfterItWasHandedToADeadConnection_isCountedAndLetGo(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    try (CutRelay way = new CutRelay("127.0.0.1", redis.port())) {
      DualBusClient reader =
          clients.client(clients.builder(EngineType.RISK, "risk-1").engineLogic(way.url()));
      Recorder<Numbered> seen = Recorder.on(reader, PULLED);
      DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
      publish(writer, PULLED, 1);
      seen.await(1, PATIENCE);
      await().atMost(PATIENCE).until(() -> pending(redis) == 0);

      // Both lanes wait in Redis, or the next request would be swallowed instead of its answer.
      await().atMost(PATIENCE).until(() -> isBlocking(redis, 2));
      way.swallowReaders();
      publish(writer, PULLED, 2);
      await().atMost(PATIENCE).until(() -> pending(redis) == 1);
      redis.command("XTRIM", STREAM, "MAXLEN", "0");
      way.resetReaders();

      await().atMost(PATIENCE).until(() -> reader.statistics(Bus.ENGINE_LOGIC).gaps() == 1);
      await().atMost(PATIENCE).until(() -> pending(redis) == 0);
      publish(writer, PULLED, 3);
      seen.await(2, PATIENCE);
      assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(1, 3);
      assertThat(reader.statistics(Bus.ENGINE_LOGIC).gaps()).isEqualTo(1);
    }
  }

  @Test
  void engineLogic_trimmedWhileADeadPredecessorOwedIt_isCountedByItsSuccessor(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    redis.command("XGROUP", "CREATE", STREAM, "risk", "$", "MKSTREAM");
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    IntStream.rangeClosed(1, 3).forEach(number -> publish(writer, PULLED, number));
    // An earlier incarnation of risk-1 takes the entries and is never heard of again.
    redis.command(
        "XREADGROUP", "GROUP", "risk", "risk-1#dead", "COUNT", "10", "STREAMS", STREAM, ">");
    redis.command("XTRIM", STREAM, "MAXLEN", "1");

    DualBusClient successor = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> seen = Recorder.on(successor, PULLED);

    seen.await(1, PATIENCE);
    await().atMost(PATIENCE).until(() -> pending(redis) == 0);
    assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(3);
    assertThat(successor.statistics(Bus.ENGINE_LOGIC).gaps()).isEqualTo(2);
  }

  private static boolean isBlocking(RedisServer redis, int clients) {
    return String.valueOf(redis.command("INFO", "clients")).contains("blocked_clients:" + clients);
  }
}
