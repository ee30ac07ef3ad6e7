package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The part of [DualBusContract] about the present state of STATE types: rows first, then live,
/// without a seam.
abstract class SnapshotContract extends RequestContract {
  private static final SubscriptionOptions SNAPSHOT = SubscriptionOptions.DEFAULTS.withSnapshot();
  private static final Instant NOW = Instant.parse("2026-01-05T14:30:00Z");

  /// Its version is all that matters.
  static Quote quote(String symbol, long version) {
    return new Quote(
        InstrumentId.of(symbol),
        OptionalDouble.of(10),
        OptionalDouble.empty(),
        OptionalDouble.of(11),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        null,
        new Provenance(Source.of("contract"), NOW, NOW, version, true));
  }

  private static long version(Message<Quote> message) {
    return message.payload().provenance().version();
  }

  @Test
  void subscribe_withSnapshot_getsTheOwnersRowsFirstThenLive() {
    DualBusClient owner = client(HUB, "hub-1");
    owner.provideSnapshots(MessageType.QUOTE, () -> List.of(quote("AAPL", 5), quote("MSFT", 7)));

    Recorder<Quote> reader = Recorder.on(client(RISK, "risk-1"), MessageType.QUOTE, SNAPSHOT);
    List<Message<Quote>> rows = reader.await(2, PATIENCE);
    done(owner.publish(MessageType.QUOTE, quote("AAPL", 6)));

    List<Message<Quote>> all = reader.await(3, PATIENCE);
    assertThat(rows).allMatch(row -> row.envelope().snapshot());
    assertThat(rows).extracting(SnapshotContract::version).containsExactlyInAnyOrder(5L, 7L);
    assertThat(all.get(2).envelope().snapshot()).isFalse();
    assertThat(version(all.get(2))).isEqualTo(6);
  }

  @Test
  void subscribe_withSnapshotOfSomeKeys_getsTheirRowsOnly() {
    DualBusClient owner = client(HUB, "hub-1");
    owner.provideSnapshots(MessageType.QUOTE, () -> List.of(quote("AAPL", 5), quote("MSFT", 7)));

    Recorder<Quote> reader =
        Recorder.on(client(RISK, "risk-1"), MessageType.QUOTE, SNAPSHOT.keys(Set.of("MSFT")));
    reader.await(1, PATIENCE);
    done(owner.publish(MessageType.QUOTE, quote("AAPL", 6)));
    done(owner.publish(MessageType.QUOTE, quote("MSFT", 8)));

    assertThat(reader.await(2, PATIENCE))
        .extracting(SnapshotContract::version)
        .containsExactly(7L, 8L);
  }

  @Test
  void subscribe_withSnapshotWhileTheOwnerPublishes_hasNoSeam() {
    DualBusClient owner = client(HUB, "hub-1");
    Map<String, Quote> state = new ConcurrentHashMap<>();
    owner.provideSnapshots(MessageType.QUOTE, state::values);
    CountDownLatch underWay = new CountDownLatch(200);
    Thread publisher =
        new Thread(
            () -> {
              for (long version = 1; version <= 2000; version++) {
                // The owner knows first, then tells.
                state.put("AAPL", quote("AAPL", version));
                done(owner.publish(MessageType.QUOTE, quote("AAPL", version)));
                underWay.countDown();
              }
            });
    publisher.start();
    Recorder<Quote> reader;
    try {
      underWay.await();
      reader = Recorder.on(client(RISK, "risk-1"), MessageType.QUOTE, SNAPSHOT);
      publisher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }

    reader.awaitMatch(quote -> quote.provenance().version() == 2000, PATIENCE);
    List<Message<Quote>> all = reader.messages();
    assertThat(all.get(0).envelope().snapshot()).isTrue();
    long row = version(all.get(0));
    assertThat(all.stream().skip(1)).noneMatch(message -> message.envelope().snapshot());
    assertThat(all)
        .extracting(SnapshotContract::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(row, 2000).boxed().toList());
  }

  @Test
  void subscribe_withSnapshotAndNoOwner_getsTheNewestThatWasPublished() {
    DualBusClient writer = client(HUB, "hub-1");
    done(writer.publish(MessageType.QUOTE, quote("AAPL", 1)));
    done(writer.publish(MessageType.QUOTE, quote("MSFT", 2)));
    done(writer.publish(MessageType.QUOTE, quote("AAPL", 3)));

    Recorder<Quote> reader = Recorder.on(client(RISK, "risk-1"), MessageType.QUOTE, SNAPSHOT);
    List<Message<Quote>> rows = reader.await(2, PATIENCE);
    done(writer.publish(MessageType.QUOTE, quote("MSFT", 4)));

    reader.await(3, PATIENCE);
    assertThat(rows).allMatch(row -> row.envelope().snapshot());
    assertThat(reader.messages())
        .extracting(SnapshotContract::version)
        .containsExactlyInAnyOrder(2L, 3L, 4L)
        .endsWith(4L);
  }

  @Test
  void provideSnapshots_ofATypeWithoutPresentState_isRefusedAtTheDoor() {
    DualBusClient owner = client(HUB, "hub-1");

    for (MessageType<Sample> type : List.of(PUSHED, PULLED)) {
      assertThatThrownBy(() -> owner.provideSnapshots(type, List::of))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(type.name());
    }
  }
}
