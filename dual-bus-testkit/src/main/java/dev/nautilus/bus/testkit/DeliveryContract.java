package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The part of [DualBusContract] about who gets a message, how often and in which order.
abstract class DeliveryContract extends LaneContract {
  @Test
  void publish_pushedType_reachesEverySubscriberOfEveryInstance() {
    List<Recorder<Sample>> readers =
        List.of(
            Recorder.on(client(RISK, "risk-1"), PUSHED),
            Recorder.on(client(RISK, "risk-2"), PUSHED),
            Recorder.on(client(ML, "ml-1"), PUSHED));

    publishAll(client(HUB, "hub-1"), PUSHED, 1, 2, 3);

    for (Recorder<Sample> reader : readers) {
      reader.await(3, PATIENCE);
      assertThat(numbers(reader)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void publish_pulledType_reachesEachEngineOnce() {
    Recorder<Sample> risk = Recorder.on(client(RISK, "risk-1"), PULLED);
    Recorder<Sample> ml = Recorder.on(client(ML, "ml-1"), PULLED);

    publishAll(client(HUB, "hub-1"), PULLED, 1, 2, 3);

    risk.await(3, PATIENCE);
    ml.await(3, PATIENCE);
    assertThat(numbers(risk)).containsExactly(1, 2, 3);
    assertThat(numbers(ml)).containsExactly(1, 2, 3);
  }

  @Test
  void publish_pulledType_reachesOneInstanceOfAnEngineOnly() {
    Recorder<Sample> first = Recorder.on(client(RISK, "risk-1"), PULLED);
    Recorder<Sample> second = Recorder.on(client(RISK, "risk-2"), PULLED);

    publishAll(client(HUB, "hub-1"), PULLED, IntStream.range(0, 50).toArray());

    await().atMost(PATIENCE).until(() -> numbers(first).size() + numbers(second).size() >= 50);
    assertThat(Stream.of(first, second).flatMap(each -> numbers(each).stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void publish_oneTypeOfAFamily_reachesItsSubscribersOnly() {
    for (List<MessageType<Sample>> pair :
        List.of(List.of(PUSHED, PUSHED_TOO), List.of(PULLED, PULLED_TOO))) {
      DualBusClient reader = client(RISK, "risk-" + pair.get(0).name());
      Recorder<Sample> one = Recorder.on(reader, pair.get(0));
      Recorder<Sample> two = Recorder.on(reader, pair.get(1));
      DualBusClient writer = client(HUB, "hub-" + pair.get(0).name());

      publishAll(writer, pair.get(0), 1);
      publishAll(writer, pair.get(1), 2);

      two.await(1, PATIENCE);
      one.await(1, PATIENCE);
      assertThat(numbers(one)).containsExactly(1);
      assertThat(numbers(two)).containsExactly(2);
    }
  }

  @Test
  void publish_pushedTypeManyTimes_keepsOrderPerKey() {
    assertOrderKept(PUSHED);
  }

  @Test
  void publish_pulledTypeManyTimes_keepsOrderPerKey() {
    assertOrderKept(PULLED);
  }

  private void assertOrderKept(MessageType<Sample> type) {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), type);

    publishAll(client(HUB, "hub-1"), type, IntStream.range(0, 1000).toArray());

    reader.await(1000, PATIENCE);
    for (int remainder = 0; remainder < 5; remainder++) {
      String key = "key-" + remainder;
      List<Integer> expected =
          IntStream.iterate(remainder, n -> n < 1000, n -> n + 5).boxed().toList();
      assertThat(reader.payloads().stream().filter(s -> s.key().equals(key)).map(Sample::number))
          .as(key)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void publish_pushedTypeBeforeSubscribe_isNotDelivered() {
    assertStartsFromNow(PUSHED);
  }

  @Test
  void publish_pulledTypeBeforeFirstSubscribe_isNotDelivered() {
    assertStartsFromNow(PULLED);
  }

  private void assertStartsFromNow(MessageType<Sample> type) {
    DualBusClient writer = client(HUB, "hub-1");
    publishAll(writer, type, 1);
    Recorder<Sample> late = Recorder.on(client(RISK, "risk-1"), type);
    publishAll(writer, type, 2);

    late.await(1, PATIENCE);
    assertThat(numbers(late)).containsExactly(2);
  }

  @Test
  void publish_pulledTypeWhileTheEngineIsAway_isDeliveredWhenItIsBack() {
    DualBusClient before = client(RISK, "risk-1");
    Recorder<Sample> seen = Recorder.on(before, PULLED);
    DualBusClient writer = client(HUB, "hub-1");
    publishAll(writer, PULLED, 1);
    seen.await(1, PATIENCE);
    before.close();

    publishAll(writer, PULLED, 2, 3);

    Recorder<Sample> back = Recorder.on(client(RISK, "risk-1"), PULLED);
    back.await(2, PATIENCE);
    assertThat(numbers(back)).containsExactly(2, 3);
  }

  @Test
  void publish_expressType_arrives() {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), EXPRESS);

    publishAll(client(HUB, "hub-1"), EXPRESS, 1);

    Message<Sample> message = reader.await(1, PATIENCE).get(0);
    assertThat(message.envelope().priority()).isEqualTo(Priority.URGENT);
  }

  @Test
  void publish_teamTypeWithItsOwnCodec_arrives() {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), OWN_CODEC);

    publishAll(client(HUB, "hub-1"), OWN_CODEC, 7);

    assertThat(reader.await(1, PATIENCE).get(0).payload()).isEqualTo(new Sample("key-2", 7));
  }

  @Test
  void message_envelope_saysWhoWhatAndWhichOne() {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), PULLED);
    DualBusClient writer = client(HUB, "hub-1");

    Published first = done(writer.publish(PULLED, new Sample("a", 1), Priority.HIGH));
    Published second = done(writer.publish(PULLED, new Sample("b", 2)));

    List<Message<Sample>> messages = reader.await(2, PATIENCE);
    Envelope envelope = messages.get(0).envelope();
    assertThat(envelope.id()).isEqualTo(first.id());
    assertThat(envelope.sender()).isEqualTo(HUB);
    assertThat(envelope.senderInstance()).isEqualTo("hub-1");
    assertThat(envelope.priority()).isEqualTo(Priority.HIGH);
    assertThat(envelope.key()).isEqualTo("a");
    assertThat(envelope.redelivered()).isFalse();
    assertThat(envelope.snapshot()).isFalse();
    assertThat(messages.get(1).envelope().id()).isEqualTo(second.id());
    assertThat(second.id().sequence()).isEqualTo(first.id().sequence() + 1);
    assertThat(second.id().incarnation()).isEqualTo(first.id().incarnation());
    assertThat(first.outcome()).isEqualTo(Published.Outcome.CONFIRMED);
  }

  @Test
  void subscription_closed_getsNothingMore() {
    for (List<MessageType<Sample>> pair :
        List.of(List.of(PUSHED, PUSHED_TOO), List.of(PULLED, PULLED_TOO))) {
      DualBusClient reader = client(RISK, "risk-" + pair.get(0).name());
      List<Integer> seen = new ArrayList<>();
      Subscription closed =
          reader.subscribe(pair.get(0), message -> seen.add(message.payload().number()));
      Recorder<Sample> open = Recorder.on(reader, pair.get(1));
      DualBusClient writer = client(HUB, "hub-" + pair.get(0).name());

      closed.close();
      publishAll(writer, pair.get(0), 1);
      publishAll(writer, pair.get(1), 2);

      open.await(1, PATIENCE);
      assertThat(seen).isEmpty();
      assertThat(closed.type().name()).isEqualTo(pair.get(0).name());
    }
  }

  @Test
  void statistics_countPublishedAndDeliveredOnTheBusOfTheType() {
    DualBusClient reader = client(RISK, "risk-1");
    Recorder<Sample> pushed = Recorder.on(reader, PUSHED);
    Recorder<Sample> pulled = Recorder.on(reader, PULLED);
    DualBusClient writer = client(HUB, "hub-1");

    publishAll(writer, PUSHED, 1, 2, 3);
    publishAll(writer, PULLED, 4, 5);
    pushed.await(3, PATIENCE);
    pulled.await(2, PATIENCE);

    assertThat(writer.statistics(PUSHED.bus()).published()).isEqualTo(3);
    assertThat(writer.statistics(PULLED.bus()).published()).isEqualTo(2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(reader.statistics(PUSHED.bus()).delivered()).isEqualTo(3);
              assertThat(reader.statistics(PULLED.bus()).delivered()).isEqualTo(2);
            });
    assertThat(reader.statistics(PUSHED.bus()).failed()).isZero();
    assertThat(reader.statistics(PULLED.bus()).failed()).isZero();
  }
}
