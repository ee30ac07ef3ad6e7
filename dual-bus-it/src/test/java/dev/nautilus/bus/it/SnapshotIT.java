package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.Quote;
import dev.nautilus.message.SnapshotPartial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who joins a STATE type late gets what is, then what comes: whole, in order, nothing twice.
@NautilusBusTest
class SnapshotIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final SubscriptionOptions SNAPSHOT = SubscriptionOptions.DEFAULTS.withSnapshot();

  private static QuoteDesk desk(BusClients clients) {
    return new QuoteDesk(clients.client(EngineType.HUB, "hub-1"));
  }

  private static DualBusClient joiner(BusClients clients, int number) {
    return clients.client(EngineType.RISK, "risk-" + number);
  }

  @Test
  void joiners_under20000UpdatesASecond_seeWhatThePublisherHas(BusClients clients)
      throws InterruptedException {
    try (QuoteDesk desk = desk(clients)) {
      desk.own();
      desk.startTrading();
      long begun = System.nanoTime();
      List<QuoteView> views = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        QuoteView view = QuoteView.join(joiner(clients, i));
        views.add(view);
        await().atMost(PATIENCE).until(() -> view.rows() > 0);
      }
      long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
      Map<String, Long> truth = desk.stop();
      assertThat(truth).hasSize(QuoteDesk.KEYS);
      for (QuoteView view : views) {
        view.assertBecomes(truth);
        assertThat(view.rows()).isEqualTo(QuoteDesk.KEYS);
      }
      assertThat((long) desk.asked()).isBetween(1L, seconds + 2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SlowPolicy.class,
      names = {"BLOCK", "CONFLATE"})
  void joiner_withAThreadOfItsOwn_seesTheSame(SlowPolicy policy, BusClients clients)
      throws InterruptedException {
    try (QuoteDesk desk = desk(clients)) {
      desk.own();
      desk.startTrading();
      QuoteView view = QuoteView.join(joiner(clients, 1), SNAPSHOT.slow(policy, 10_000));
      await().atMost(PATIENCE).until(() -> view.rows() == QuoteDesk.KEYS);

      view.assertBecomes(desk.stop());
    }
  }

  @Test
  void joiners_allAtOnce_shareOneSnapshot(BusClients clients) {
    try (QuoteDesk desk = desk(clients)) {
      desk.own();
      DualBusClient one = joiner(clients, 1);
      List<QuoteView> views = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        views.add(QuoteView.join(one));
      }
      views.forEach(view -> view.assertBecomes(desk.versions()));
      assertThat(desk.asked()).isLessThan(5);
    }
  }

  @Test
  void keys_named_areTheOnlyRows(BusClients clients) {
    try (QuoteDesk desk = desk(clients)) {
      desk.own();
      QuoteView view = QuoteView.join(joiner(clients, 1), SNAPSHOT.keys(Set.of("K3", "K4")));

      view.assertBecomes(Map.of("K3", 1L, "K4", 1L));
    }
  }

  @Test
  void owner_absent_stateComesFromTheStreamAndSaysSo(BusClients clients) {
    try (QuoteDesk desk = desk(clients)) {
      desk.publish(7, 2);
      DualBusClient bus = joiner(clients, 1);
      Recorder<SnapshotPartial> partial = Recorder.on(bus, MessageType.SNAPSHOT_PARTIAL);

      QuoteView view = QuoteView.join(bus);

      view.assertBecomes(desk.versions());
      assertThat(view.rows()).isEqualTo(QuoteDesk.KEYS);
      SnapshotPartial said = partial.await(1, PATIENCE).get(0).payload();
      assertThat(said.type()).isEqualTo("quote");
      assertThat(said.stream()).isEqualTo("{md:ticks:0}");
      assertThat(said.rows()).isEqualTo(QuoteDesk.KEYS);
      assertThat(said.reason()).isEqualTo("OWNER_ABSENT");
      assertThat(said.since()).isNotNull();
      desk.publish(7, 3);
      view.assertBecomes(desk.versions());
    }
  }

  @Test
  void owner_closed_answersNoMore(BusClients clients) {
    try (QuoteDesk desk = desk(clients)) {
      desk.own().close();
      DualBusClient bus = joiner(clients, 1);
      Recorder<SnapshotPartial> partial = Recorder.on(bus, MessageType.SNAPSHOT_PARTIAL);

      QuoteView.join(bus).assertBecomes(desk.versions());

      partial.await(1, PATIENCE);
      assertThat(desk.asked()).isZero();
    }
  }

  @Test
  void joiner_afterTheServerLostEverything_getsAllFromTheOwner(
      BusServers servers, BusClients clients) {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    try (QuoteDesk desk = new QuoteDesk(hub)) {
      desk.own();
      QuoteView early = QuoteView.join(joiner(clients, 1));
      early.assertBecomes(desk.versions());

      servers.marketData().kill();
      desk.publish(7, 2);
      desk.publish(7, 3);
      servers.marketData().restart();
      await().atMost(PATIENCE).until(() -> isUp(hub));
      DualBusClient bus = joiner(clients, 2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(early.versions()).isEqualTo(desk.versions()));
      QuoteView late = QuoteView.join(bus);

      late.assertBecomes(desk.versions());
      assertThat(late.rows()).isEqualTo(QuoteDesk.KEYS);
      early.assertBecomes(desk.versions());
    }
  }

  private static boolean isUp(DualBusClient bus) {
    return bus.health(Bus.MARKET_DATA).status() == BusHealth.Status.UP;
  }

  @Test
  void subscription_closed_hearsNothingMore(BusClients clients) {
    try (QuoteDesk desk = desk(clients)) {
      desk.own();
      DualBusClient bus = joiner(clients, 1);
      Queue<Quote> rows = new ConcurrentLinkedQueue<>();
      try (Subscription subscription =
          bus.subscribe(MessageType.QUOTE, m -> rows.add(m.payload()), SNAPSHOT)) {
        await().atMost(PATIENCE).until(() -> rows.size() == QuoteDesk.KEYS);
        assertThat(subscription.type()).isEqualTo(MessageType.QUOTE);
      }
      QuoteView other = QuoteView.join(bus);
      other.assertBecomes(desk.versions());
      desk.publish(7, 2);

      other.assertBecomes(desk.versions());
      assertThat(rows).hasSize(QuoteDesk.KEYS);
    }
  }

  @Test
  void event_withSnapshot_isRefused(BusClients clients) {
    DualBusClient bus = joiner(clients, 1);

    assertThatThrownBy(() -> bus.subscribe(MessageType.TRADE, m -> {}, SNAPSHOT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of a STATE type, was of trade");
    assertThatThrownBy(() -> bus.provideSnapshots(MessageType.RISK_STATE, List::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of a STATE type, was of risk_state");
  }
}
