package dev.nautilus.hub.publish;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.economic;
import static dev.nautilus.hub.Samples.figures;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.Samples.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.bus.testkit.InMemoryDualBus;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.terms.Storage;
import dev.nautilus.hub.terms.TestTerms;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Storage MEMORY = TestTerms.storage(TestTerms.FORBIDDEN, false);
  private final InMemoryBroker broker = InMemoryBroker.threaded();
  private final InMemoryDualBus bus = broker.connect(EngineType.HUB, "hub-1");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PublishedStates states = new PublishedStates(100);
  private final Publisher publisher = new Publisher(new BusLink(bus), states, MEMORY, meters, 1000);

  @AfterEach
  void close() {
    publisher.stop();
    bus.close();
    broker.close();
  }

  private double counted(HubMeter meter) {
    return meters.find(meter.getName()).counters().stream().mapToDouble(each -> each.count()).sum();
  }

  @Test
  void everyKindOfDatum_arrivesUnderItsOwnType() {
    List<MarketDatum> data =
        List.of(
            tick("A", 1, NOON),
            quote("A", 1, NOON),
            bar("A", NOON, 101, true),
            news("A", "n", NOON),
            figures("A", "income", 1),
            economic("FRED:GDP", "GDP"));
    List<MessageType<? extends MarketDatum>> types =
        List.of(
            MessageType.TICK,
            MessageType.QUOTE,
            MessageType.BAR,
            MessageType.NEWS,
            MessageType.FUNDAMENTAL,
            MessageType.ECONOMIC);
    List<Recorder<? extends MarketDatum>> recorders = new ArrayList<>();
    types.forEach(type -> recorders.add(Recorder.on(bus, type)));
    publisher.start();

    data.forEach(publisher::accept);

    for (int i = 0; i < data.size(); i++) {
      assertThat(recorders.get(i).await(1, SOON).getFirst().payload()).isEqualTo(data.get(i));
    }
    await().untilAsserted(() -> assertThat(counted(HubMeter.PUBLISHED)).isEqualTo(6));
  }

  @Test
  void data_keepTheirOrder() {
    Recorder<Tick> ticks = Recorder.on(bus, MessageType.TICK);
    publisher.start();

    for (int i = 0; i < 500; i++) {
      publisher.accept(tick("A", i, NOON));
    }

    assertThat(ticks.await(500, SOON))
        .extracting(message -> message.payload().price())
        .isSorted()
        .hasSize(500);
  }

  @Test
  void dataThatMayNotBeStored_onABusThatWritesToDisk_areHeldBackAndCounted() {
    Recorder<Quote> quotes = Recorder.on(bus, MessageType.QUOTE);
    Storage disk = TestTerms.storage(TestTerms.FORBIDDEN, true);
    Publisher careful = new Publisher(new BusLink(bus), states, disk, meters, 10);
    careful.start();

    careful.accept(TestTerms.real(quote("REAL", 1, NOON)));
    careful.accept(quote("SIMULATED", 1, NOON));

    assertThat(quotes.await(1, SOON).getFirst().payload().instrument().value())
        .isEqualTo("SIMULATED");
    assertThat(
            meters
                .get(HubMeter.UNPUBLISHED.getName())
                .tags("type", "quote", "reason", "terms")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(disk.trouble()).contains("writes to disk").contains("fake");
    careful.stop();
  }

  @Test
  void dataThatMayNotBeStored_onABusInMemory_arePublished() {
    Recorder<Quote> quotes = Recorder.on(bus, MessageType.QUOTE);
    publisher.start();

    publisher.accept(TestTerms.real(quote("REAL", 1, NOON)));

    assertThat(quotes.await(1, SOON)).hasSize(1);
  }

  @Test
  void overflowingLane_dropsTheOldestAndCounts() {
    Recorder<Quote> quotes = Recorder.on(bus, MessageType.QUOTE);
    Publisher small = new Publisher(new BusLink(bus), states, MEMORY, meters, 10);
    for (int i = 0; i < 25; i++) {
      small.accept(quote("A" + i, i, NOON));
    }

    assertThat(small.waiting()).isEqualTo(10);
    small.start();

    assertThat(quotes.await(10, SOON).getFirst().payload().instrument().value()).isEqualTo("A15");
    assertThat(counted(HubMeter.UNPUBLISHED)).isEqualTo(15);
    small.stop();
  }

  @Test
  void closedBus_isCountedAndHoldsNobodyUp() {
    bus.close();
    publisher.start();

    publisher.accept(quote("A", 1, NOON));

    await().untilAsserted(() -> assertThat(counted(HubMeter.UNPUBLISHED)).isEqualTo(1));
  }

  @Test
  void failingConfirmations_doNotStopTheLane() {
    List<MarketDatum> failed = new ArrayList<>();
    Lane lane =
        new Lane(
            "test",
            10,
            _ -> CompletableFuture.failedFuture(new IllegalStateException("away")),
            new Lane.Ends() {
              @Override
              public void published(MarketDatum datum) {}

              @Override
              public void failed(MarketDatum datum, Throwable why) {
                failed.add(datum);
              }

              @Override
              public void dropped(MarketDatum datum) {}
            });
    lane.start();
    lane.put(quote("A", 1, NOON));
    lane.put(quote("A", 2, NOON));
    lane.close(SOON);

    assertThat(failed).hasSize(2);
  }

  @Test
  void withoutABus_nothingIsKept() {
    Publisher idle = new Publisher(new BusLink(null), states, MEMORY, meters, 10);
    idle.start();

    idle.accept(quote("A", 1, NOON));

    assertThat(idle.waiting()).isZero();
    idle.stop();
  }

  @Test
  void states_publishedAgain_areTheNewestUnderTheirVersions() {
    Recorder<Quote> quotes = Recorder.on(bus, MessageType.QUOTE);
    publisher.start();
    publisher.accept(quote("A", 1, NOON));
    publisher.accept(quote("A", 2, NOON));
    publisher.accept(tick("A", 3, NOON));
    quotes.await(2, SOON);

    publisher.publishAgain();

    assertThat(quotes.await(3, SOON).get(2).payload()).isEqualTo(quote("A", 2, NOON));
    assertThat(states.all()).containsExactly(quote("A", 2, NOON));
  }
}
