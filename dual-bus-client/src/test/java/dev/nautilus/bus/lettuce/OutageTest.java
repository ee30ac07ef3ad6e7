package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an outgoing buffer does while its server is away.
class OutageTest {
  private static final MessageType.Kind STATE = MessageType.Kind.STATE;
  private static final MessageType.Kind EVENT = MessageType.Kind.EVENT;
  private static final int SIZE = message("a", "x0").size();

  private final StreamBuffer pushed = buffer(Family.TICKS, 1 << 20);
  private long ids;

  private static StreamBuffer buffer(Family family, int bytes) {
    BusOptions options =
        BusOptions.DEFAULTS.toBuilder()
            .deliveryTimeout(Duration.ofMinutes(2))
            .bufferBytes(bytes)
            .maxMessageBytes(SIZE)
            .build();
    return new StreamBuffer(
        new PublisherStream(new StreamKey(family, 0, Lane.MAIN), EngineType.HUB, "hub-1", 77),
        options);
  }

  private static EncodedMessage message(String key, String body) {
    return EncodedMessage.of(
        new OutgoingMessage(
            "t." + body.charAt(0),
            1,
            body.getBytes(StandardCharsets.UTF_8),
            Priority.NORMAL,
            key,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            false));
  }

  private static CompletableFuture<Published> publish(
      StreamBuffer buffer, MessageType.Kind kind, String key, String body) {
    CompletableFuture<Published> result = new CompletableFuture<>();
    buffer.add(message(key, body), kind, 0, result);
    return result;
  }

  private static void put(StreamBuffer buffer, MessageType.Kind kind, String key, String body) {
    assertThat(publish(buffer, kind, key, body)).isNotCompletedExceptionally();
  }

  private static @Nullable OutgoingFrame next(StreamBuffer buffer) {
    OutgoingFrame again = buffer.again();
    return again == null
        ? buffer.next(System.nanoTime(), 0).stream().findFirst().orElse(null)
        : again;
  }

  /// Sends and confirms everything that waits; `sequence=body` of each message.
  private List<String> drain(StreamBuffer buffer) {
    List<String> sent = new ArrayList<>();
    for (OutgoingFrame next = next(buffer); next != null; next = next(buffer)) {
      Frame frame = FrameDecoder.decode(next.bytes());
      for (int i = 0; i < frame.count(); i++) {
        String body = StandardCharsets.UTF_8.decode(frame.body(i)).toString();
        sent.add(frame.header().firstSequence() + i + "=" + body);
      }
      buffer.confirmed(next, new StreamId(1, ++ids));
    }
    return sent;
  }

  private static Published.@Nullable Outcome outcome(CompletableFuture<Published> result) {
    return result.isDone() ? result.join().outcome() : null;
  }

  @Test
  void away_statesOfOneKey_onlyTheNewestIsSentAndNoNumberIsMissing() {
    pushed.away();
    CompletableFuture<Published> first = publish(pushed, STATE, "a", "q1");
    CompletableFuture<Published> other = publish(pushed, STATE, "b", "q2");
    CompletableFuture<Published> second = publish(pushed, STATE, "a", "q3");

    assertThat(outcome(first)).isEqualTo(Published.Outcome.CONFLATED);
    assertThat(first.join().id().sequence()).isZero();
    assertThat(other).isNotDone();
    assertThat(drain(pushed)).containsExactly("1=q2", "2=q3");
    assertThat(second.join().id().sequence()).isEqualTo(2);
    assertThat(outcome(second)).isEqualTo(Published.Outcome.CONFIRMED);
    assertThat(pushed.bytes()).isZero();
  }

  @Test
  void away_eventsBetweenStates_allInOrderAndTheStateBehindWhatPrecededIt() {
    pushed.away();
    for (String body : List.of("q1", "t2", "q3", "t4", "t5")) {
      put(pushed, body.startsWith("q") ? STATE : EVENT, "a", body);
    }

    assertThat(drain(pushed)).containsExactly("1=t2", "2=q3", "3=t4", "4=t5");
  }

  @Test
  void away_statesOfOneKeyAndTwoTypes_bothAreKept() {
    pushed.away();
    put(pushed, STATE, "a", "q1");
    put(pushed, STATE, "a", "l2");

    assertThat(drain(pushed)).containsExactly("1=q1", "2=l2");
  }

  @Test
  void away_whatWaitedAlready_isConflatedToo() {
    CompletableFuture<Published> first = publish(pushed, STATE, "a", "q1");
    put(pushed, EVENT, "a", "t2");
    put(pushed, STATE, "a", "q3");

    assertThat(pushed.away()).isEqualTo(1);
    assertThat(outcome(first)).isEqualTo(Published.Outcome.CONFLATED);
    assertThat(drain(pushed)).containsExactly("1=t2", "2=q3");
  }

  @Test
  void away_frameThatWasSent_isSentAgainAsItWas() {
    CompletableFuture<Published> first = publish(pushed, STATE, "a", "q1");
    pushed.next(System.nanoTime(), 0);
    pushed.away();
    put(pushed, STATE, "a", "q2");

    assertThat(first).isNotDone();
    assertThat(drain(pushed)).containsExactly("1=q1", "2=q2");
  }

  @Test
  void back_statesOfOneKey_areAllSentAgain() {
    pushed.away();
    put(pushed, STATE, "a", "q1");
    drain(pushed);
    put(pushed, STATE, "a", "q2");
    put(pushed, STATE, "a", "q3");

    assertThat(drain(pushed)).containsExactly("2=q2", "3=q3");
  }

  @Test
  void away_manyStatesOfFewKeys_needRoomForTheFew() {
    StreamBuffer small = buffer(Family.TICKS, 3 * SIZE);
    small.away();
    for (int i = 0; i < 10; i++) {
      put(small, STATE, "abc".substring(i % 3, i % 3 + 1), "q" + i);
    }

    assertThat(small.bytes()).isEqualTo(3L * SIZE);
    assertThat(drain(small)).containsExactly("1=q7", "2=q8", "3=q9");
  }

  @Test
  void full_event_isDroppedAndItsNumberIsMissing() {
    StreamBuffer small = buffer(Family.TICKS, 2 * SIZE);
    small.away();
    put(small, EVENT, "a", "t1");
    put(small, EVENT, "a", "t2");
    CompletableFuture<Published> third = publish(small, EVENT, "a", "t3");
    CompletableFuture<Published> fourth = publish(small, EVENT, "a", "t4");

    assertThat(outcome(third)).isEqualTo(Published.Outcome.DROPPED);
    assertThat(outcome(fourth)).isEqualTo(Published.Outcome.DROPPED);
    assertThat(drain(small)).containsExactly("1=t1", "2=t2");
    put(small, EVENT, "a", "t5");
    assertThat(drain(small)).containsExactly("5=t5");
  }

  @Test
  void full_offer_isRefusedAndNoNumberIsUsed() {
    StreamBuffer small = buffer(Family.TICKS, SIZE);
    put(small, EVENT, "a", "t1");

    assertThat(small.add(message("a", "t2"), EVENT, 0, null)).isEqualTo(Admission.FULL);
    assertThat(drain(small)).containsExactly("1=t1");
    put(small, EVENT, "a", "t3");
    assertThat(drain(small)).containsExactly("2=t3");
  }

  @Test
  void full_stateBehindAHoleIsReplaced_theHoleStays() {
    StreamBuffer small = buffer(Family.TICKS, 2 * SIZE);
    small.away();
    put(small, EVENT, "a", "t1");
    put(small, STATE, "a", "q2");
    put(small, EVENT, "a", "t3");
    put(small, STATE, "a", "q4");
    put(small, EVENT, "a", "t5");
    put(small, STATE, "a", "q6");

    assertThat(drain(small)).containsExactly("1=t1", "4=q6");
  }

  @Test
  void pulled_away_nothingIsConflatedAndAFullBufferRefuses() {
    StreamBuffer pulled = buffer(Family.RISK, 2 * SIZE);
    assertThat(pulled.away()).isZero();
    CompletableFuture<Published> first = publish(pulled, STATE, "a", "q1");
    put(pulled, STATE, "a", "q2");

    assertThat(pulled.add(message("a", "q3"), STATE, 0, new CompletableFuture<>()))
        .isEqualTo(Admission.FULL);
    assertThat(drain(pulled)).containsExactly("1=q1", "2=q2");
    assertThat(outcome(first)).isEqualTo(Published.Outcome.CONFIRMED);
  }

  @Test
  void expire_whileAway_numbersAreMissingAndTheRestGoesOnConflating() {
    long minute = Duration.ofMinutes(1).toNanos();
    pushed.away();
    put(pushed, EVENT, "a", "t1");
    pushed.add(message("a", "q2"), STATE, minute, null);

    assertThat(pushed.expire(2 * minute, "away")).isEqualTo(1);
    pushed.add(message("a", "q3"), STATE, minute, null);
    assertThat(drain(pushed)).containsExactly("2=q3");
  }

  @Test
  void heartbeat_nothingConfirmed_isNone() {
    put(pushed, EVENT, "a", "t1");

    assertThat(pushed.heartbeat()).isNull();
  }

  @Test
  void heartbeat_everythingConfirmed_namesTheNextNumberAndTheLastEntry() {
    put(pushed, EVENT, "a", "t1");
    put(pushed, EVENT, "a", "t2");
    drain(pushed);

    assertThat(pushed.heartbeat())
        .isEqualTo(new FrameHeader(EngineType.HUB, "hub-1", 77, 3, 0, 1, 1));
  }

  @Test
  void heartbeat_somethingWaits_doesNotPromiseIt() {
    put(pushed, EVENT, "a", "t1");
    drain(pushed);
    put(pushed, EVENT, "a", "t2");
    assertThat(pushed.heartbeat()).extracting(FrameHeader::firstSequence).isEqualTo(2L);
    pushed.next(System.nanoTime(), 0);
    put(pushed, EVENT, "a", "t3");
    assertThat(pushed.heartbeat()).extracting(FrameHeader::firstSequence).isEqualTo(2L);
  }

  @Test
  void heartbeat_somethingWasDropped_tellsOfItOnceAndForAll() {
    StreamBuffer small = buffer(Family.TICKS, SIZE);
    put(small, EVENT, "a", "t1");
    put(small, EVENT, "a", "t2");
    drain(small);

    assertThat(small.heartbeat()).extracting(FrameHeader::firstSequence).isEqualTo(3L);
    assertThat(small.heartbeat()).extracting(FrameHeader::firstSequence).isEqualTo(3L);
    put(small, STATE, "a", "q3");
    assertThat(small.heartbeat()).extracting(FrameHeader::firstSequence).isEqualTo(3L);
    small.away();
    put(small, STATE, "a", "q4");
    assertThat(drain(small)).containsExactly("3=q4");
  }
}
