package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusOptions;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a publisher does with what it is given while a bus is away, and what subscribers see of it.
@NautilusBusTest
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final BusOptions SMALL =
      BusClients.OPTIONS.toBuilder().bufferBytes(4 << 10).maxMessageBytes(1 << 10).build();
  private static final MessageType<Numbered> EVENT =
      MessageType.event(Family.APP, "outage.event", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> STATE =
      MessageType.state(Family.APP, "outage.state", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PULLED =
      MessageType.state(Family.SIGNALS, "outage.pulled", Numbered.class).keyedBy(Numbered::key);

  private static CompletableFuture<Published> publish(
      DualBusClient bus, MessageType<Numbered> type, int number) {
    return bus.publish(type, new Numbered("key-" + number % 3, number)).toCompletableFuture();
  }

  private static void awaitDown(DualBusClient bus, Bus which) {
    await().atMost(PATIENCE).until(() -> bus.health(which).status() == BusHealth.Status.DOWN);
  }

  @Test
  void marketData_away_newestOfEachStateAndAllEventsInOrderWithoutAGap(
      BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
    Recorder<Numbered> states = Recorder.on(reader, STATE);
    Recorder<Numbered> events = Recorder.on(reader, EVENT);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, EVENT, 0).join();
    events.await(1, PATIENCE);
    servers.marketData().kill();
    awaitDown(writer, Bus.MARKET_DATA);

    List<CompletableFuture<Published>> stated = new ArrayList<>();
    List<CompletableFuture<Published>> happened = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      stated.add(publish(writer, STATE, number));
      happened.add(publish(writer, EVENT, number));
    }
    servers.marketData().restart();

    events.await(61, PATIENCE);
    states.await(3, PATIENCE);
    assertThat(events.payloads())
        .extracting(Numbered::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(0, 60).boxed().toList());
    assertThat(states.payloads()).extracting(Numbered::number).containsExactly(58, 59, 60);
    assertThat(happened).allSatisfy(each -> assertOutcome(each, Published.Outcome.CONFIRMED));
    assertThat(stated.subList(0, 57))
        .allSatisfy(each -> assertOutcome(each, Published.Outcome.CONFLATED));
    assertThat(stated.subList(57, 60))
        .allSatisfy(each -> assertOutcome(each, Published.Outcome.CONFIRMED));
    assertThat(gaps.messages()).isEmpty();
  }

  @Test
  void marketData_awayAndBufferFull_eventsAreDroppedAndSubscribersToldHowMany(
      BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
    Recorder<Numbered> events = Recorder.on(reader, EVENT);
    DualBusClient writer = clients.client(clients.builder(EngineType.HUB, "hub-1").options(SMALL));
    publish(writer, EVENT, 0).join();
    events.await(1, PATIENCE);
    servers.marketData().kill();
    awaitDown(writer, Bus.MARKET_DATA);

    List<CompletableFuture<Published>> results = new ArrayList<>();
    for (int number = 1; number <= 200; number++) {
      results.add(publish(writer, EVENT, number));
    }
    servers.marketData().restart();

    // Nothing is published after it: a heartbeat tells.
    DataGap gap = gaps.await(1, PATIENCE).get(0).payload();
    results.forEach(each -> assertThat(each).succeedsWithin(PATIENCE));
    long dropped =
        results.stream().filter(each -> outcome(each) == Published.Outcome.DROPPED).count();
    assertThat(dropped).isPositive();
    assertThat(gap.missing()).isEqualTo(dropped);
    assertThat(gap.firstMissing()).isEqualTo(202 - dropped);
    assertThat(events.payloads())
        .extracting(Numbered::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(0, 200 - (int) dropped).boxed().toList());
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isEqualTo(dropped);
  }

  @Test
  void engineLogic_away_nothingIsConflatedAndAFullBufferFailsFast(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> seen = Recorder.on(clients.client(EngineType.RISK, "risk-1"), PULLED);
    DualBusClient writer = clients.client(clients.builder(EngineType.HUB, "hub-1").options(SMALL));
    publish(writer, PULLED, 0).join();
    servers.engineLogic().pause();
    List<CompletableFuture<Published>> taken = new ArrayList<>();
    CompletableFuture<Published> last = publish(writer, PULLED, 1);
    for (int number = 2; !last.isCompletedExceptionally() && number <= 200; number++) {
      taken.add(last);
      last = publish(writer, PULLED, number);
    }
    assertThat(last)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            BusException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(BusException.Reason.NOT_SENT));
    servers.engineLogic().resume();

    seen.await(1 + taken.size(), PATIENCE);
    assertThat(seen.payloads()).extracting(Numbered::number).hasSize(1 + taken.size()).isSorted();
    assertThat(taken).allSatisfy(each -> assertOutcome(each, Published.Outcome.CONFIRMED));
  }

  private static void assertOutcome(CompletableFuture<Published> each, Published.Outcome outcome) {
    assertThat(each).succeedsWithin(PATIENCE).extracting(Published::outcome).isEqualTo(outcome);
  }

  private static Published.Outcome outcome(CompletableFuture<Published> each) {
    return each.join().outcome();
  }
}
