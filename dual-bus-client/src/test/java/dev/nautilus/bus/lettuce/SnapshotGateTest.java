package dev.nautilus.bus.lettuce;

import static dev.nautilus.bus.lettuce.States.PLAIN;
import static dev.nautilus.bus.lettuce.States.TICKS;
import static dev.nautilus.bus.lettuce.States.fundamental;
import static dev.nautilus.bus.lettuce.States.live;
import static dev.nautilus.bus.lettuce.States.message;
import static dev.nautilus.bus.lettuce.States.plain;
import static dev.nautilus.bus.lettuce.States.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.lettuce.States.Plain;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Quote;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Rows first, then what waited, then what comes; nothing twice and nothing backwards.
class SnapshotGateTest {
  private static final StreamKey OTHER = new StreamKey(Family.TICKS, 1, Lane.MAIN);
  private final List<String> seen = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BusCounters counters =
      new BusCounters(registry, Server.MARKET_DATA, EngineType.RISK);
  private int restarts;

  private <P> SnapshotGate<P> gate(MessageType<P> type, MessageHandler<P> handler, int capacity) {
    SnapshotGate<P> gate = new SnapshotGate<>(type, handler, counters, capacity, () -> restarts++);
    gate.begin(TICKS);
    return gate;
  }

  private SnapshotGate<Quote> quotes(int capacity) {
    return gate(
        MessageType.QUOTE,
        m ->
            seen.add(
                (m.envelope().snapshot() ? "row " : "")
                    + m.payload().instrument()
                    + m.payload().provenance().version()),
        capacity);
  }

  private SnapshotGate<Plain> plains() {
    return gate(PLAIN, m -> seen.add(m.payload().key() + m.payload().value()), 100);
  }

  @Test
  void messages_beforeTheRows_comeAfterThemIfNewer() throws Exception {
    SnapshotGate<Quote> gate = quotes(100);
    gate.handle(live("A", 3));
    gate.handle(live("A", 4));
    gate.handle(live("B", 1));
    assertThat(seen).isEmpty();

    gate.rows(List.of(row("A", 3), row("C", 9)));
    gate.complete(TICKS);
    gate.handle(live("A", 4));
    gate.handle(live("C", 9));
    gate.handle(live("C", 10));

    assertThat(seen).containsExactly("row A3", "row C9", "A4", "B1", "C10");
  }

  @Test
  void filter_liveMessagesBeyondTheSnapshot_isForgotten() throws Exception {
    SnapshotGate<Quote> gate = quotes(100);
    gate.rows(List.of(row("A", 3)));
    long first = gate.complete(TICKS);
    gate.begin(TICKS);
    gate.covers(TICKS.stream(), 7, 10);
    gate.rows(List.of(row("A", 5)));
    long second = gate.complete(TICKS);

    gate.forget(first);
    gate.handle(live("B", 20));
    gate.handle(live("A", 4));
    gate.forget(second);
    gate.handle(live("A", 5));
    assertThat(seen).as("a reader that lags").containsExactly("row A3", "row A5", "B20");
    gate.handle(live("B", 21));
    gate.handle(live("A", 5));

    assertThat(seen).endsWith("B21", "A5");
  }

  @Test
  void rows_ofASecondSnapshot_neverGoBack() throws Exception {
    SnapshotGate<Quote> gate = quotes(100);
    gate.rows(List.of(row("A", 3), row("B", 3)));

    gate.rows(List.of(row("A", 2), row("B", 3), row("B", 4), row("C", 1)));
    gate.complete(TICKS);

    assertThat(seen).containsExactly("row A3", "row B3", "row B4", "row C1");
  }

  @Test
  void gap_ofAVersionedType_letsLiveMessagesGoOn() throws Exception {
    SnapshotGate<Quote> gate = quotes(100);
    gate.complete(TICKS);
    gate.begin(TICKS);

    gate.handle(live("A", 7));
    gate.rows(List.of(row("A", 6), row("B", 6)));
    gate.handle(live("B", 6));
    gate.handle(live("B", 7));

    assertThat(seen).containsExactly("A7", "row B6", "B7");
  }

  @Test
  void gap_ofATypeWithoutVersions_letsLiveMessagesWait() throws Exception {
    SnapshotGate<Plain> gate = plains();
    gate.complete(TICKS);
    gate.begin(TICKS);

    gate.handle(plain("a", 8));
    gate.handle(plain("a", 9));
    gate.covers(TICKS.stream(), 7, 9);
    gate.rows(List.of(message(PLAIN, new Plain("a", 0), 0, true)));
    assertThat(seen).containsExactly("a0");
    gate.complete(TICKS);
    gate.handle(plain("a", 10));

    assertThat(seen).containsExactly("a0", "a9", "a10");
  }

  @Test
  void messages_ofAnotherPublisher_areNotMeasuredByTheOwnersNumbers() throws Exception {
    SnapshotGate<Plain> gate = plains();
    gate.covers(TICKS.stream(), 8, 100);
    gate.covers(OTHER.stream(), 7, 100);
    gate.handle(plain("a", 9));
    gate.complete(TICKS);

    assertThat(seen).containsExactly("a9");
  }

  @Test
  void partitions_severalOpen_messagesWaitForAll() throws Exception {
    SnapshotGate<Quote> gate = quotes(100);
    gate.begin(OTHER);
    gate.handle(live("A", 1));
    gate.complete(TICKS);
    assertThat(seen).isEmpty();

    gate.complete(OTHER);

    assertThat(seen).containsExactly("A1");
  }

  @Test
  void buffer_full_keepsTheNewestOfEachKey() throws Exception {
    SnapshotGate<Quote> gate = quotes(8);
    for (int version = 1; version <= 6; version++) {
      gate.handle(live("A", version));
    }
    gate.handle(live("B", 1));
    gate.handle(live("A", 7));
    gate.complete(TICKS);

    assertThat(seen).containsExactly("B1", "A7");
    assertThat(restarts).isZero();
    assertThat(registry.get(BusMeter.CONFLATED.getName()).functionCounter().count()).isEqualTo(6);
  }

  @Test
  void buffer_fullOfDifferentKeys_beginsAnewWithoutThem() throws Exception {
    SnapshotGate<Quote> gate = quotes(8);
    for (int key = 0; key < 8; key++) {
      gate.handle(live("K" + key, 1));
    }
    assertThat(restarts).isEqualTo(1);
    gate.rows(List.of(row("K0", 1)));
    gate.complete(TICKS);

    assertThat(seen).containsExactly("row K0" + 1);
  }

  @Test
  void fundamentals_severalStatementsOfOneInstrument_areStatesOfTheirOwn() throws Exception {
    SnapshotGate<Fundamental> gate =
        gate(
            MessageType.FUNDAMENTAL,
            m -> seen.add(m.payload().statement() + m.payload().provenance().version()),
            100);
    gate.handle(fundamental("profile", 1));
    gate.rows(List.of(fundamental("income", 2), fundamental("profile", 1)));
    gate.complete(TICKS);
    gate.handle(fundamental("profile", 3));

    assertThat(seen).containsExactly("income2", "profile1", "profile3");
  }

  @Test
  void handler_thatFails_doesNotHoldUpTheRest() throws Exception {
    SnapshotGate<Quote> gate =
        gate(
            MessageType.QUOTE,
            m -> {
              seen.add(m.payload().instrument().value());
              throw new IllegalStateException("of the test");
            },
            100);
    gate.handle(live("B", 1));
    gate.rows(List.of(row("A", 1)));
    gate.complete(TICKS);

    assertThat(seen).containsExactly("A", "B");
    assertThat(registry.get(BusMeter.FAILED.getName()).functionCounter().count()).isEqualTo(2);
  }

  @Test
  void threads_two_neverMeetInTheHandlerAndLiveOnesNeverWait() throws Exception {
    CountDownLatch inRow = new CountDownLatch(1);
    CountDownLatch handedOver = new CountDownLatch(1);
    SnapshotGate<Quote> gate =
        gate(
            MessageType.QUOTE,
            m -> {
              if (m.envelope().snapshot()) {
                inRow.countDown();
                handedOver.await();
              }
              seen.add(m.payload().instrument().value() + Thread.currentThread().getName());
            },
            100);
    Thread rows =
        new Thread(
            () -> {
              try {
                gate.rows(List.of(row("A", 1)));
                gate.complete(TICKS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "-rows");
    rows.start();
    inRow.await();
    gate.handle(live("A", 2));
    handedOver.countDown();
    rows.join();

    assertThat(seen).containsExactly("A-rows", "A-rows");
  }

  @Test
  void gate_closed_deliversNothingMore() throws Exception {
    SnapshotGate<Quote> gate = quotes(100);
    gate.handle(live("A", 1));
    gate.close();
    gate.rows(List.of(row("B", 1)));
    gate.complete(TICKS);

    assertThat(seen).isEmpty();
  }
}
