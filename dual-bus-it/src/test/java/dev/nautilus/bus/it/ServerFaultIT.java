package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Servers die, freeze and forget under load; no client is restarted.
@NautilusBusTest(appendOnly = true)
class ServerFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "fault.pushed", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "fault.pulled", Numbered.class).keyedBy(Numbered::key);

  @Test
  void engineLogic_killedTwiceUnderLoad_everythingConfirmedArrivesOnceAndInOrder(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> reader = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
    try (Flow flow = new Flow(clients.client(EngineType.HUB, "hub-1"), PULLED)) {
      for (int round = 0; round < 2; round++) {
        flow.awaitMore(300);
        servers.engineLogic().kill();
        servers.engineLogic().restart();
      }
      flow.awaitMore(300);

      flow.assertArrivedAt(reader);
    }
  }

  @Test
  void engineLogic_frozenUnderLoad_everythingConfirmedArrivesOnceAndInOrder(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> reader = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
    try (Flow flow = new Flow(clients.client(EngineType.HUB, "hub-1"), PULLED)) {
      flow.awaitMore(300);
      servers.engineLogic().pause();
      servers.engineLogic().resume();
      flow.awaitMore(300);

      flow.assertArrivedAt(reader);
    }
  }

  @Test
  void engineLogic_connectionsCutUnderLoad_everythingConfirmedArrivesOnceAndInOrder(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> reader = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
    try (Flow flow = new Flow(clients.client(EngineType.HUB, "hub-1"), PULLED)) {
      for (int round = 0; round < 5; round++) {
        flow.awaitMore(100);
        servers.engineLogic().command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      }
      flow.awaitMore(100);

      flow.assertArrivedAt(reader);
    }
  }

  @Test
  void engineLogic_killed_groupsAndPlacesSurvive(BusServers servers, BusClients clients) {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    DualBusClient before = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> seen = Recorder.on(before, PULLED);
    publish(writer, PULLED, 1);
    seen.await(1, PATIENCE);
    before.close();
    publish(writer, PULLED, 2);

    servers.engineLogic().kill();
    servers.engineLogic().restart();

    Recorder<Numbered> after = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
    after.await(1, PATIENCE);
    assertThat(after.payloads()).extracting(Numbered::number).containsExactly(2);
  }

  @Test
  void engineLogic_flushed_whatIsPublishedAfterwardsArrivesOnce(
      BusServers servers, BusClients clients) {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    Recorder<Numbered> reader = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
    publish(writer, PULLED, 1);
    reader.await(1, PATIENCE);

    servers.engineLogic().flush();
    IntStream.range(2, 50).forEach(i -> publish(writer, PULLED, i));

    reader.await(49, PATIENCE);
    assertThat(reader.payloads())
        .extracting(Numbered::number)
        .containsExactlyElementsOf(IntStream.range(1, 50).boxed().toList());
  }

  @Test
  void marketData_killedUnderLoad_whatIsPublishedAfterTheRestartArrivesOnce(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> reader = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PUSHED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    try (Flow flow = new Flow(writer, PUSHED)) {
      flow.awaitMore(300);
      servers.marketData().kill();
      servers.marketData().restart();
      flow.awaitMore(300);
      int before = flow.stop();

      IntStream.range(before, before + 200).forEach(i -> publish(writer, PUSHED, i));

      reader.awaitMatch(last -> last.number() == before + 199, PATIENCE);
      List<Integer> numbers = reader.payloads().stream().map(Numbered::number).toList();
      assertThat(numbers).doesNotHaveDuplicates().isSorted();
      assertThat(numbers).containsAll(IntStream.range(before, before + 200).boxed().toList());
    }
  }

  @Test
  void marketData_subscriberCutUnderLoad_isFilledInFromTheStreamInOrder(
      BusServers servers, BusClients clients) {
    DualBusClient subscriber = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> reader = Recorder.on(subscriber, PUSHED);
    try (Flow flow = new Flow(clients.client(EngineType.HUB, "hub-1"), PUSHED)) {
      // A third cut within a minute would make it read the stream: see SlowSubscriberIT.
      for (int round = 0; round < 2; round++) {
        flow.awaitMore(200);
        assertThat(servers.marketData().command("CLIENT", "KILL", "TYPE", "pubsub"))
            .isNotEqualTo(0L);
        await()
            .atMost(PATIENCE)
            .until(
                () -> !"".equals(servers.marketData().command("CLIENT", "LIST", "TYPE", "pubsub")));
      }
      flow.awaitMore(200);
      int published = flow.stop();

      reader.await(published, PATIENCE);
      assertThat(reader.payloads().stream().map(Numbered::number))
          .containsExactlyElementsOf(IntStream.range(0, published).boxed().toList());
      assertThat(subscriber.statistics(PUSHED.bus()).gaps()).isZero();
      assertThat(subscriber.statistics(PUSHED.bus()).reconnects()).isPositive();
    }
  }

  @Test
  void mainRedis_killed_busesDoNotNotice(BusServers servers, BusClients clients) {
    DualBusClient client = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> pushed = Recorder.on(client, PUSHED);
    Recorder<Numbered> pulled = Recorder.on(client, PULLED);

    servers.main().kill();
    publish(client, PUSHED, 1);
    publish(client, PULLED, 2);

    pushed.await(1, PATIENCE);
    pulled.await(1, PATIENCE);
    assertThat(client.statistics(PUSHED.bus()).reconnects()).isZero();
    assertThat(client.statistics(PULLED.bus()).reconnects()).isZero();
  }

  private static void publish(DualBusClient bus, MessageType<Numbered> type, int number) {
    assertThat(bus.publish(type, new Numbered("key-" + number % 3, number)))
        .succeedsWithin(PATIENCE);
  }
}
