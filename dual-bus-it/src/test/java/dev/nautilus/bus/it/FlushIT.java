package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.SystemAlert;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A server loses everything it had (FLUSHALL). What was in it is lost, and that is said; what is
/// published afterwards is not.
@LongFault
@NautilusBusTest
class FlushIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FLUSHES = 5;
  private static final int PER_SECOND = 2_000;
  private static final int BETWEEN = 500;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "flush.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "flush.pushed", Numbered.class).keyedBy(Numbered::key);

  private static Published publish(DualBusClient bus, MessageType<Numbered> type, int number) {
    return bus.publish(type, new Numbered("a", number))
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Test
  void bothBuses_flushedUnderLoad_publishersAndReadersGoOnAndNothingIsDoubled(
      BusServers servers, BusClients clients) {
    Tally pulled = new Tally();
    Tally pushed = new Tally();
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    reader.subscribe(PULLED, pulled);
    reader.subscribe(PUSHED, pushed);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    Paced pulling = new Paced(writer, PULLED, PER_SECOND, PER_SECOND * 100);
    Paced pushing = new Paced(writer, PUSHED, PER_SECOND, PER_SECOND * 100);
    try (pulling;
        pushing) {
      for (int flush = 0; flush < FLUSHES; flush++) {
        pulling.awaitMoreConfirmed(BETWEEN, PATIENCE);
        pushing.awaitMoreConfirmed(BETWEEN, PATIENCE);
        servers.engineLogic().flush();
        servers.marketData().flush();
      }
      // Joining a group takes the reader a moment; from here on it is there again.
      pulling.awaitMoreConfirmed(BETWEEN, PATIENCE);
      int mark = pulling.published();
      await().atMost(PATIENCE).until(() -> pulled.hasAnyFrom(mark));
      int from = pulling.published();
      pulling.awaitMoreConfirmed(BETWEEN, PATIENCE);
      pulling.stop(PATIENCE);
      pushing.stop(PATIENCE);

      pulled.assertHolds(pulling, from, PATIENCE);
      // A flush takes nothing from those who are pushed to and are there.
      pushed.assertHolds(pushing, PATIENCE);
      assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
    }
  }

  @Test
  void marketData_flushedBeforeAReaderCameBack_itIsToldTheExactCount(
      BusServers servers, BusClients clients) {
    try (CutRelay way = new CutRelay("127.0.0.1", servers.marketData().port())) {
      DualBusClient reader =
          clients.client(clients.builder(EngineType.RISK, "risk-1").marketData(way.url()));
      Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
      Recorder<Numbered> seen = Recorder.on(reader, PUSHED);
      DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
      IntStream.rangeClosed(1, 3).forEach(number -> publish(writer, PUSHED, number));
      seen.await(3, PATIENCE);

      way.refuse();
      IntStream.rangeClosed(4, 10).forEach(number -> publish(writer, PUSHED, number));
      servers.marketData().flush();
      way.heal();

      DataGap gap = gaps.await(1, PATIENCE).get(0).payload();
      assertThat(gap.firstMissing()).isEqualTo(4);
      assertThat(gap.missing()).isEqualTo(7);
      assertThat(gap.reason()).isEqualTo("TRIMMED");
      publish(writer, PUSHED, 11);
      seen.awaitMatch(last -> last.number() == 11, PATIENCE);
      assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(1, 2, 3, 11);
      assertThat(gaps.messages()).hasSize(1);
    }
  }

  @Test
  void engineLogic_flushedWithMessagesNobodyHadReadYet_isAnnounced(
      BusServers servers, BusClients clients) throws InterruptedException {
    DualBusClient watcher = clients.client(EngineType.ANALYTICS, "analytics-1");
    Recorder<SystemAlert> alerts = Recorder.on(watcher, MessageType.SYSTEM_ALERT);
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    clients
        .client(EngineType.RISK, "risk-1")
        .subscribe(
            PULLED,
            message -> {
              inHand.countDown();
              goOn.await();
            });
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, PULLED, 0);
    inHand.await();
    List<Published> confirmed =
        IntStream.rangeClosed(1, 50).mapToObj(number -> publish(writer, PULLED, number)).toList();

    servers.engineLogic().flush();
    goOn.countDown();

    assertThat(confirmed).hasSize(50);
    alerts.await(1, PATIENCE);
  }
}
