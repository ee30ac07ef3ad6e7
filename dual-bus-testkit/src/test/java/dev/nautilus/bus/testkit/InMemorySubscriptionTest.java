package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.bus.SubscriptionOptions.Start;
import dev.nautilus.bus.testkit.ContractStage.Sample;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What subscriptions may wish for, beyond the contract, in manual mode.
class InMemorySubscriptionTest {
  private static final SubscriptionOptions WISHES = SubscriptionOptions.DEFAULTS;
  private final Instant start = Instant.parse("2026-01-05T14:30:00Z");
  private Instant now = start;
  private final InMemoryBroker broker = InMemoryBroker.manual(() -> now);
  private final DualBusClient writer = broker.connect(EngineType.HUB, "hub-1");
  private final DualBusClient reader = broker.connect(EngineType.RISK, "risk-1");

  private void publish(MessageType<Sample> type, String key, int number) {
    writer.publish(type, new Sample(key, number));
  }

  @Test
  void startAt_newGroup_beginsWithWhatWasPostedThenOrLater() {
    publish(ContractStage.PULLED, "a", 1);
    now = start.plusSeconds(10);
    publish(ContractStage.PULLED, "a", 2);
    now = start.plusSeconds(20);
    publish(ContractStage.PULLED, "a", 3);

    Recorder<Sample> late =
        Recorder.on(
            reader, ContractStage.PULLED, WISHES.startingAt(Start.at(start.plusSeconds(10))));
    broker.drain();

    assertThat(ContractStage.numbers(late)).containsExactly(2, 3);
  }

  @Test
  void perInstance_clientCloses_itsGroupGoesWithIt() {
    Recorder.on(reader, ContractStage.PULLED, WISHES.perInstance());
    reader.close();
    publish(ContractStage.PULLED, "a", 1);

    DualBusClient again = broker.connect(EngineType.RISK, "risk-1");
    Recorder<Sample> back = Recorder.on(again, ContractStage.PULLED, WISHES.perInstance());
    publish(ContractStage.PULLED, "a", 2);
    broker.drain();

    assertThat(ContractStage.numbers(back)).containsExactly(2);
  }

  @Test
  void conflate_severalOfAKeyWait_onlyTheNewestIsHandedInThePlaceOfTheFirst() {
    Recorder<Sample> slow =
        Recorder.on(reader, ContractStage.PUSHED_STATE, WISHES.slow(SlowPolicy.CONFLATE, 10));
    publish(ContractStage.PUSHED_STATE, "a", 1);
    publish(ContractStage.PUSHED_STATE, "b", 2);
    publish(ContractStage.PUSHED_STATE, "a", 3);
    broker.drain();

    assertThat(ContractStage.numbers(slow)).containsExactly(3, 2);
  }

  @Test
  void dropOldest_moreThanCapacityWait_theGapNamesPublisherAndNumbers() {
    Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
    Recorder<Sample> slow =
        Recorder.on(reader, ContractStage.PUSHED, WISHES.slow(SlowPolicy.DROP_OLDEST, 2));
    for (int i = 1; i <= 5; i++) {
      publish(ContractStage.PUSHED, "a", i);
    }
    broker.drain();

    assertThat(ContractStage.numbers(slow)).containsExactly(4, 5);
    var last = slow.messages().get(1).envelope().id();
    assertThat(gaps.payloads())
        .containsExactly(
            new DataGap(last.stream(), Long.toHexString(last.incarnation()), 1, 3, "DROPPED"));
  }

  @Test
  void keys_messagesOfOtherKeys_countAsHandledForTheEngine() {
    Recorder<Sample> some = Recorder.on(reader, ContractStage.PULLED, WISHES.keys(Set.of("b")));
    publish(ContractStage.PULLED, "a", 1);
    publish(ContractStage.PULLED, "b", 2);
    broker.drain();
    reader.close();

    Recorder<Sample> next =
        Recorder.on(broker.connect(EngineType.RISK, "risk-2"), ContractStage.PULLED);
    broker.drain();

    assertThat(ContractStage.numbers(some)).containsExactly(2);
    assertThat(next.messages()).isEmpty();
  }

  @Test
  void snapshot_ownerAnswersLater_liveMessagesWaitForItsRows() {
    List<Quote> rows = new ArrayList<>(List.of(SnapshotContract.quote("AAPL", 5)));
    writer.provideSnapshots(MessageType.QUOTE, () -> List.copyOf(rows));
    Recorder<Quote> quotes = Recorder.on(reader, MessageType.QUOTE, WISHES.withSnapshot());
    writer.publish(MessageType.QUOTE, SnapshotContract.quote("AAPL", 5));
    writer.publish(MessageType.QUOTE, SnapshotContract.quote("AAPL", 6));
    assertThat(quotes.messages()).isEmpty();

    broker.drain();

    assertThat(quotes.messages())
        .extracting(InMemorySubscriptionTest::told)
        .containsExactly("row 5", "live 6");
    assertThat(reader.statistics(MessageType.QUOTE.bus()).delivered()).isEqualTo(2);
  }

  private static String told(Message<Quote> message) {
    return (message.envelope().snapshot() ? "row " : "live ")
        + message.payload().provenance().version();
  }

  @Test
  void snapshot_ownerFails_rowsAreTheNewestThatWasPublished() {
    writer.publish(MessageType.QUOTE, SnapshotContract.quote("AAPL", 4));
    writer.provideSnapshots(
        MessageType.QUOTE,
        () -> {
          throw new IllegalStateException("as the test wants it");
        });
    Recorder<Quote> quotes = Recorder.on(reader, MessageType.QUOTE, WISHES.withSnapshot());

    broker.drain();

    assertThat(quotes.messages())
        .extracting(InMemorySubscriptionTest::told)
        .containsExactly("row 4");
  }

  @Test
  void snapshot_ownerLeavesBeforeItAnswered_nobodyWaitsForEver() {
    writer.publish(MessageType.QUOTE, SnapshotContract.quote("AAPL", 4));
    Subscription owning =
        writer.provideSnapshots(
            MessageType.QUOTE, () -> List.of(SnapshotContract.quote("AAPL", 9)));
    Recorder<Quote> quotes = Recorder.on(reader, MessageType.QUOTE, WISHES.withSnapshot());

    owning.close();
    broker.drain();

    assertThat(quotes.messages())
        .extracting(InMemorySubscriptionTest::told)
        .containsExactly("row 4");
  }
}
