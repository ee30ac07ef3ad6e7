package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Instances of one engine, each a process, share the Engine Logic work while messages flow: they
/// come, go and are killed, and nothing is lost, nothing comes twice unsaid, and keys keep order.
@LongFault
@NautilusBusTest(appendOnly = true)
class ScaleOutIT {
  static final int PARTITIONS = 6;
  static final MessageType<Numbered> WORK =
      MessageType.event(Family.SIGNALS, "scaleout.work", Numbered.class).keyedBy(Numbered::key);
  static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder()
          .partitions(PARTITIONS)
          .leaseTime(Duration.ofMillis(1500))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PER_SECOND = 400;
  private static final int MOST = 120_000;
  private static final int A_WHILE = 100;

  @Test
  void instances_comingAndLeavingUnderLoad_shareTheWorkAndRepeatNothing(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    try (Shift shift = new Shift(servers, folder)) {
      Shift.Life first = shift.begin("risk-1");
      awaitShares(servers, Map.of("risk-1", 6));
      try (Paced load = load(clients)) {
        awaitWork(List.of(first));

        Shift.Life second = shift.begin("risk-2");
        awaitShares(servers, Map.of("risk-1", 3, "risk-2", 3));
        awaitWork(List.of(first, second));

        Shift.Life third = shift.begin("risk-3");
        awaitShares(servers, Map.of("risk-1", 2, "risk-2", 2, "risk-3", 2));
        awaitWork(List.of(first, second, third));

        second.leave();
        awaitShares(servers, Map.of("risk-1", 3, "risk-3", 3));
        awaitWork(List.of(first, third));

        assertAllDone(servers, load, shift);
        assertThat(shift.repeated()).as("nobody died, so nothing comes again").isEmpty();
      }
    }
  }

  @Test
  void instances_killedUnderLoad_loseNothingAndOnlyWhatADeadOneHeldComesAgain(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    try (Shift shift = new Shift(servers, folder)) {
      Shift.Life first = shift.begin("risk-1");
      awaitShares(servers, Map.of("risk-1", 6));
      try (Paced load = load(clients)) {
        Shift.Life second = shift.begin("risk-2");
        Shift.Life third = shift.begin("risk-3");
        awaitShares(servers, Map.of("risk-1", 2, "risk-2", 2, "risk-3", 2));
        awaitWork(List.of(first, second, third));

        second.kill();
        awaitShares(servers, Map.of("risk-1", 3, "risk-3", 3));
        awaitWork(List.of(first, third));

        Shift.Life again = shift.begin("risk-2");
        awaitShares(servers, Map.of("risk-1", 2, "risk-2", 2, "risk-3", 2));
        awaitWork(List.of(first, third, again));

        // The oldest, which shifts everybody's share, and another one at once.
        first.kill();
        third.kill();
        awaitShares(servers, Map.of("risk-2", 6));
        awaitWork(List.of(again));

        assertAllDone(servers, load, shift);
        assertThat(shift.repeated()).as("comes again").allMatch(Shift.Repeat::isFlagged);
        assertThat(shift.repeated())
            .as("comes again only after who had it was killed")
            .allMatch(repeat -> repeat.before().wasKilled());
      }
    }
  }

  /// To be started when the engine's group is there: it begins with what comes then.
  private static Paced load(BusClients clients) {
    DualBusClient writer =
        clients.client(clients.builder(EngineType.HUB, "hub-1").options(OPTIONS));
    return new Paced(writer, WORK, PER_SECOND, MOST);
  }

  /// Each of them goes on getting work.
  private static void awaitWork(List<Shift.Life> lives) {
    for (Shift.Life life : lives) {
      int before = life.handled().size();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> life.handled().size() >= before + A_WHILE);
    }
  }

  /// Who reads how many partitions, on the main and on the express lane.
  private static void awaitShares(BusServers servers, Map<String, Integer> expected) {
    for (String lane : List.of("", ":express")) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> assertThat(shares(servers.engineLogic(), lane)).as(lane).isEqualTo(expected));
    }
  }

  private static Map<String, Integer> shares(RedisServer redis, String lane) {
    Map<String, Integer> shares = new TreeMap<>();
    IntStream.range(0, PARTITIONS)
        .mapToObj(n -> redis.command("GET", "{el:signals:%d}%s:lease:risk".formatted(n, lane)))
        .map(owner -> String.valueOf(owner).replaceAll("#.*", ""))
        .forEach(owner -> shares.merge(owner, 1, Integer::sum));
    return shares;
  }

  private static void assertAllDone(BusServers servers, Paced load, Shift shift) {
    int published = load.stop(PATIENCE);
    assertThat(load.count(Paced.End.CONFIRMED)).isEqualTo(published);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(missing(shift, published))
                    .as("confirmed and handled by nobody")
                    .isEmpty());
    assertThat(shift.disorders()).as("out of order within key and lane").isEmpty();
    await().atMost(PATIENCE).until(() -> pending(servers.engineLogic()) == 0);
  }

  private static List<Integer> missing(Shift shift, int published) {
    Set<Integer> handled = shift.numbers();
    return IntStream.range(0, published).filter(n -> !handled.contains(n)).boxed().toList();
  }

  private static long pending(RedisServer redis) {
    long pending = 0;
    for (String lane : List.of("", ":express")) {
      for (int n = 0; n < PARTITIONS; n++) {
        Object summary = redis.command("XPENDING", "{el:signals:%d}%s".formatted(n, lane), "risk");
        pending += summary instanceof List<?> all && all.get(0) instanceof Long count ? count : 1;
      }
    }
    return pending;
  }
}
