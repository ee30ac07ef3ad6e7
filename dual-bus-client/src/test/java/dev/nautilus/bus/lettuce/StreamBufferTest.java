package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class StreamBufferTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static final MessageType.Kind EVENT = MessageType.Kind.EVENT;

  private final StreamBuffer buffer = buffer(1 << 20);

  private static StreamBuffer buffer(int bytes) {
    BusOptions options =
        BusOptions.DEFAULTS.toBuilder()
            .deliveryTimeout(Duration.ofMinutes(2))
            .bufferBytes(bytes)
            .maxMessageBytes(Math.min(bytes, 1 << 20))
            .frameMessages(3)
            .build();
    return new StreamBuffer(
        new PublisherStream(
            new StreamKey(Family.RISK, 0, Lane.MAIN), EngineType.RISK, "risk-1", 77),
        options);
  }

  private static EncodedMessage message(String body) {
    return EncodedMessage.of(
        new OutgoingMessage(
            "risk_alert",
            1,
            body.getBytes(StandardCharsets.UTF_8),
            Priority.NORMAL,
            "AAPL",
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            false));
  }

  private static OutgoingFrame next(StreamBuffer buffer) {
    OutgoingFrame again = buffer.again();
    return again == null ? buffer.next(System.nanoTime(), 0).get(0) : again;
  }

  @Test
  void add_threeMessages_numbersThemFromOne() {
    List<CompletableFuture<Published>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      results.add(new CompletableFuture<>());
      assertThat(buffer.add(message("m"), EVENT, 0, results.get(i)))
          .isIn(Admission.TAKEN, Admission.JOINED);
    }
    buffer.confirmed(next(buffer), StreamId.parse("1-1"));
    assertThat(results)
        .extracting(result -> result.join().id())
        .containsExactly(
            new MessageId("{el:risk:0}", 77, 1),
            new MessageId("{el:risk:0}", 77, 2),
            new MessageId("{el:risk:0}", 77, 3));
  }

  @Test
  void next_moreThanAFrame_takesAFrameInOrder() {
    for (int i = 0; i < 5; i++) {
      buffer.add(message("m" + i), EVENT, 0, null);
    }
    OutgoingFrame first = next(buffer);
    Frame frame = FrameDecoder.decode(first.bytes());
    assertThat(frame.count()).isEqualTo(3);
    assertThat(frame.header().firstSequence()).isEqualTo(1);
    assertThat(first.last()).isEqualTo(3);
  }

  @Test
  void next_severalFullFrames_areSentTogetherOnceTheFirstIsConfirmed() {
    for (int i = 0; i < 8; i++) {
      buffer.add(message("m" + i), EVENT, 0, null);
    }
    assertThat(buffer.next(System.nanoTime(), 0))
        .extracting(OutgoingFrame::last)
        .containsExactly(3L);
    assertThat(buffer.next(System.nanoTime(), 0)).isEmpty();
    buffer.confirmed(next(buffer), StreamId.parse("1-1"));
    for (int i = 8; i < 12; i++) {
      buffer.add(message("m" + i), EVENT, 0, null);
    }
    assertThat(buffer.next(System.nanoTime(), 0))
        .extracting(OutgoingFrame::first)
        .containsExactly(4L, 7L, 10L);
  }

  @Test
  void add_writerIsAwaitedAnyway_needNotWakeIt() {
    assertThat(buffer.add(message("first"), EVENT, 0, null)).isEqualTo(Admission.TAKEN);
    assertThat(buffer.add(message("second"), EVENT, 0, null)).isEqualTo(Admission.JOINED);
    assertThat(buffer.add(message("fills the frame"), EVENT, 0, null)).isEqualTo(Admission.TAKEN);
    next(buffer).sent(new CompletableFuture<>(), 0);
    assertThat(buffer.add(message("while one is on its way"), EVENT, 0, null))
        .isEqualTo(Admission.JOINED);
  }

  @Test
  void next_beforeConfirmation_isTheSameBytesAgain() {
    buffer.add(message("m"), EVENT, 0, null);
    byte[] sent = next(buffer).bytes();
    buffer.add(message("later"), EVENT, 0, null);
    assertThat(next(buffer).bytes()).isSameAs(sent);
  }

  @Test
  void confirmed_frame_completesItsMessagesAndNamesItAsPreviousOfTheNext() throws Exception {
    CompletableFuture<Published> result = new CompletableFuture<>();
    buffer.add(message("m"), EVENT, 0, result);
    buffer.confirmed(next(buffer), StreamId.parse("1700000000000-4"));
    assertThat(result.get().outcome()).isEqualTo(Published.Outcome.CONFIRMED);
    buffer.add(message("n"), EVENT, 0, null);
    Frame frame = FrameDecoder.decode(next(buffer).bytes());
    assertThat(frame.header().previousMillis()).isEqualTo(1700000000000L);
    assertThat(frame.header().previousSequence()).isEqualTo(4);
    assertThat(frame.header().firstSequence()).isEqualTo(2);
  }

  @Test
  void add_bufferFull_isRefusedUntilAConfirmationMakesRoom() {
    int size = message("0123456789").size();
    StreamBuffer small = buffer(2 * size);
    assertThat(small.add(message("0123456789"), EVENT, 0, null)).isEqualTo(Admission.TAKEN);
    assertThat(small.add(message("0123456789"), EVENT, 0, null)).isEqualTo(Admission.JOINED);
    assertThat(small.add(message("0123456789"), EVENT, 0, null)).isEqualTo(Admission.FULL);
    small.confirmed(next(small), StreamId.parse("1-1"));
    assertThat(small.bytes()).isZero();
    assertThat(small.add(message("0123456789"), EVENT, 0, null)).isEqualTo(Admission.TAKEN);
  }

  @Test
  void expire_sentButUnconfirmed_isOutcomeUnknownAndTheRestNotSent() {
    CompletableFuture<Published> sent = new CompletableFuture<>();
    CompletableFuture<Published> unsent = new CompletableFuture<>();
    buffer.add(message("m"), EVENT, 0, sent);
    next(buffer).sent(new CompletableFuture<>(), 0);
    buffer.add(message("n"), EVENT, 0, unsent);
    assertThat(buffer.expire(3 * MINUTE, "no server")).isEqualTo(2);
    assertReason(sent, BusException.Reason.OUTCOME_UNKNOWN, false);
    assertReason(unsent, BusException.Reason.NOT_SENT, true);
    assertThat(buffer.announcesJump()).isTrue();
    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void expire_withinTheTimeout_givesNothingUp() {
    buffer.add(message("m"), EVENT, 0, null);
    assertThat(buffer.expire(MINUTE, "no server")).isZero();
    assertThat(buffer.isEmpty()).isFalse();
  }

  private static void assertReason(
      CompletableFuture<Published> result, BusException.Reason reason, boolean retryable) {
    assertThatThrownBy(result::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            BusException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.isRetryable()).isEqualTo(retryable);
              assertThat(failure).hasMessageContaining("no server");
            });
  }
}
