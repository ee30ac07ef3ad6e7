package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a slow handler of the MarketData bus costs itself, and nobody else (delivery rule 5).
@NautilusBusTest
class SlowSubscriberIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// More frames than wait for one reader.
  private static final int MANY = 60_000;

  private static final MessageType<Numbered> EVENT =
      MessageType.event(Family.APP, "slow.event", Numbered.class).keyedBy(Numbered::key);

  record Numbered(String key, int number) {}

  private static void publish(DualBusClient writer, int from, int to) {
    List<CompletableFuture<?>> all =
        IntStream.range(from, to)
            .<CompletableFuture<?>>mapToObj(
                i -> writer.publish(EVENT, new Numbered("k" + i % 7, i)).toCompletableFuture())
            .toList();
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
  }

  @Test
  void block_handlerStandsStill_losesNothingAndHoldsUpNobody(BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    DualBusClient writer = clients.client(EngineType.ML, "ml-1");
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    reader.subscribe(
        EVENT,
        message -> {
          goOn.await();
          seen.add(message.payload().number());
        },
        SubscriptionOptions.DEFAULTS.slow(SlowPolicy.BLOCK, 1_000));
    Recorder<Numbered> beside = Recorder.on(reader, EVENT);

    publish(writer, 0, MANY);
    beside.await(MANY, PATIENCE);
    assertThat(seen).isEmpty();
    goOn.countDown();

    await().atMost(PATIENCE).until(() -> seen.size() == MANY);
    publish(writer, MANY, MANY + 10);
    await().atMost(PATIENCE).until(() -> seen.size() == MANY + 10);
    assertThat(List.copyOf(seen))
        .containsExactlyElementsOf(IntStream.range(0, MANY + 10).boxed().toList());
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
  }

  @Test
  void pushes_cutThreeTimesInAMinute_areReadFromTheStreamAndHealthSaysSo(
      BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    DualBusClient writer = clients.client(EngineType.ML, "ml-1");
    Recorder<Numbered> seen = Recorder.on(reader, EVENT);
    for (int cut = 0; cut < 3; cut++) {
      publish(writer, cut, cut + 1);
      seen.await(cut + 1, PATIENCE);
      servers.marketData().command("CLIENT", "KILL", "TYPE", "pubsub");
    }

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              BusHealth health = reader.health(Bus.MARKET_DATA);
              return health.status() == BusHealth.Status.DEGRADED
                  && health.detail().contains("too slow");
            });
    publish(writer, 3, 500);
    seen.await(500, PATIENCE);

    assertThat(seen.payloads())
        .extracting(Numbered::number)
        .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
  }
}
