package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.bus.SubscriptionOptions.Start;
import dev.nautilus.message.DataGap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The part of [DualBusContract] about what a subscription may wish for.
abstract class SubscriptionContract extends SnapshotContract {
  private static final SubscriptionOptions WISHES = SubscriptionOptions.DEFAULTS;

  @Test
  void subscribe_keys_onlyTheirMessagesReachTheHandler() {
    for (MessageType<Sample> type : List.of(PUSHED, PULLED)) {
      DualBusClient reader = client(RISK, "risk-" + type.name());
      Recorder<Sample> some = Recorder.on(reader, type, WISHES.keys(Set.of("key-1", "key-3")));
      Recorder<Sample> all = Recorder.on(reader, type);

      publishAll(client(HUB, "hub-" + type.name()), type, IntStream.range(0, 20).toArray());

      all.await(20, PATIENCE);
      some.await(8, PATIENCE);
      assertThat(numbers(some)).as(type.name()).containsExactly(1, 3, 6, 8, 11, 13, 16, 18);
    }
  }

  @Test
  void subscribe_perInstance_everyInstanceGetsEachMessage() {
    List<Recorder<Sample>> readers =
        List.of(
            Recorder.on(client(RISK, "risk-1"), PULLED, WISHES.perInstance()),
            Recorder.on(client(RISK, "risk-2"), PULLED, WISHES.perInstance()),
            Recorder.on(client(RISK, "risk-3"), PULLED));

    publishAll(client(HUB, "hub-1"), PULLED, 1, 2, 3);

    for (Recorder<Sample> reader : readers) {
      reader.await(3, PATIENCE);
      assertThat(numbers(reader)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void subscribe_startAll_getsWhatIsKeptAndThenWhatComes() {
    DualBusClient writer = client(HUB, "hub-1");
    publishAll(writer, PULLED, 1, 2, 3);

    Recorder<Sample> late =
        Recorder.on(client(RISK, "risk-1"), PULLED, WISHES.startingAt(Start.ALL));
    publishAll(writer, PULLED, 4);

    late.await(4, PATIENCE);
    assertThat(numbers(late)).contains(4).startsWith(1).doesNotHaveDuplicates();
    assertThat(numbers(late)).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void subscribe_startAllButTheGroupHasBeenThere_goesOnWhereItStopped() {
    DualBusClient writer = client(HUB, "hub-1");
    DualBusClient before = client(RISK, "risk-1");
    Recorder<Sample> seen = Recorder.on(before, PULLED);
    publishAll(writer, PULLED, 1);
    seen.await(1, PATIENCE);
    before.close();
    publishAll(writer, PULLED, 2);

    Recorder<Sample> back =
        Recorder.on(client(RISK, "risk-2"), PULLED, WISHES.startingAt(Start.ALL));

    back.await(1, PATIENCE);
    publishAll(writer, PULLED, 3);
    back.await(2, PATIENCE);
    assertThat(numbers(back)).containsExactly(2, 3);
  }

  @Test
  void subscribe_wishesThatDoNotFitTheType_areRefusedAtTheDoor() {
    DualBusClient reader = client(RISK, "risk-1");

    assertRefused(reader, PUSHED, WISHES.slow(SlowPolicy.CONFLATE, 10), "EVENT");
    assertRefused(reader, PULLED, WISHES.slow(SlowPolicy.DROP_OLDEST, 10), "pulled");
    assertRefused(reader, PUSHED, WISHES.withSnapshot(), "STATE");
    assertRefused(reader, PUSHED_STATE, WISHES.startingAt(Start.ALL), "start must be NOW");
  }

  private static void assertRefused(
      DualBusClient reader, MessageType<Sample> type, SubscriptionOptions wishes, String why) {
    assertThatThrownBy(() -> reader.subscribe(type, message -> {}, wishes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type.name())
        .hasMessageContaining(why);
  }

  @Test
  void subscribe_conflateAndTheHandlerIsSlow_getsTheNewestOfEachKey() {
    DualBusClient reader = client(RISK, "risk-1");
    SlowReader slow = new SlowReader(reader, WISHES.slow(SlowPolicy.CONFLATE, 100));
    Recorder<Sample> all = Recorder.on(reader, PUSHED_STATE);
    DualBusClient writer = client(HUB, "hub-1");

    publishAll(writer, PUSHED_STATE, IntStream.range(0, 100).toArray());
    all.await(100, PATIENCE);
    slow.goOn.countDown();

    await().atMost(PATIENCE).until(() -> slow.numbers.containsAll(List.of(95, 96, 97, 98, 99)));
    assertThat(slow.numbers).hasSizeLessThan(15);
  }

  @Test
  void subscribe_dropOldestAndTheHandlerIsSlow_keepsTheNewestAndTellsTheGap() {
    DualBusClient reader = client(RISK, "risk-1");
    Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
    SlowReader slow = new SlowReader(reader, WISHES.slow(SlowPolicy.DROP_OLDEST, 10));
    Recorder<Sample> all = Recorder.on(reader, PUSHED_STATE);
    DualBusClient writer = client(HUB, "hub-1");

    publishAll(writer, PUSHED_STATE, IntStream.range(0, 100).toArray());
    all.await(100, PATIENCE);
    slow.goOn.countDown();

    await().atMost(PATIENCE).until(() -> slow.numbers.contains(99));
    assertThat(slow.numbers).isSorted().hasSizeLessThan(20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(gaps.payloads().stream().mapToLong(DataGap::missing).sum())
                    .isEqualTo(100 - slow.numbers.size()));
  }

  /// Handles nothing before it is told to.
  private static final class SlowReader {
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Integer> numbers = new CopyOnWriteArrayList<>();

    SlowReader(DualBusClient reader, SubscriptionOptions wishes) {
      reader.subscribe(
          PUSHED_STATE,
          message -> {
            goOn.await();
            numbers.add(message.payload().number());
          },
          wishes);
    }
  }
}
