package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Priority;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void frame_randomMessages_comeBackEqual() {
    long seed = Seed.next();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<OutgoingMessage> messages = Frames.random(random, random.nextInt(40));
      FrameHeader header =
          new FrameHeader(
              EngineType.ENHANCED_VPIN,
              "a.b_c-" + random.nextInt(99),
              random.nextLong(),
              1 + random.nextInt(Integer.MAX_VALUE),
              messages.size(),
              random.nextInt(Integer.MAX_VALUE),
              random.nextInt(9));
      Frame frame = FrameDecoder.decode(FrameEncoder.encode(header, messages));

      assertThat(frame.header()).as("-Dnautilus.seed=%d", seed).isEqualTo(header);
      assertThat(frame.count()).isEqualTo(messages.size());
      for (int i = 0; i < messages.size(); i++) {
        assertSame(frame, i, messages.get(i));
      }
    }
  }

  @Test
  void alone_anyMessageOfAnyFrame_isThatMessageWithItsIdentity() {
    long seed = Seed.next();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<OutgoingMessage> messages = Frames.random(random, 1 + random.nextInt(12));
      Frame frame =
          FrameDecoder.decode(FrameEncoder.encode(Frames.header(messages.size()), messages));
      for (int i = 0; i < messages.size(); i++) {
        Frame alone = FrameDecoder.decode(frame.alone(i));

        assertThat(alone.count()).as("-Dnautilus.seed=%d", seed).isEqualTo(1);
        assertSame(alone, 0, messages.get(i));
        assertThat(alone.envelope(0, "s", true)).isEqualTo(frame.envelope(i, "s", true));
        assertThat(alone.alone(0)).isEqualTo(frame.alone(i));
      }
    }
  }

  @Test
  void alone_onlyMessage_isTheFrameAsItCame() {
    byte[] bytes = FrameEncoder.encode(Frames.header(1), List.of(Frames.plain("quote", "x")));
    assertThat(FrameDecoder.decode(bytes).alone(0)).isEqualTo(bytes);
  }

  private static void assertSame(Frame frame, int i, OutgoingMessage message) {
    byte[] body = new byte[frame.body(i).remaining()];
    frame.body(i).get(body);
    assertThat(body).isEqualTo(message.body());
    assertThat(frame.typeName(i)).isEqualTo(message.typeName());
    assertThat(frame.typeVersion(i)).isEqualTo(message.typeVersion());
    assertThat(frame.typeAt(frame.typeIndex(i))).isEqualTo(message.typeName());
    assertThat(frame.typeVersionAt(frame.typeIndex(i))).isEqualTo(message.typeVersion());
    assertThat(frame.key(i)).isEqualTo(message.key());
    assertThat(frame.isSnapshot(i)).isEqualTo(message.snapshot());
    assertThat(frame.envelope(i, "{el:risk:0}", i % 2 == 0))
        .isEqualTo(
            new Envelope(
                new MessageId(
                    "{el:risk:0}",
                    frame.header().incarnation(),
                    frame.header().firstSequence() + i),
                frame.header().sender(),
                frame.header().instance(),
                message.sentAt(),
                message.priority(),
                message.key(),
                message.correlationId(),
                message.replyTo(),
                message.deadline(),
                message.traceParent(),
                i % 2 == 0,
                message.snapshot()));
  }

  @Test
  void frame_withoutMessages_isHeartbeat() {
    Frame frame = FrameDecoder.decode(FrameEncoder.encode(Frames.header(0), List.of()));
    assertThat(frame.count()).isZero();
    assertThat(frame.typeCount()).isZero();
    assertThat(frame.header()).isEqualTo(Frames.header(0));
  }

  @Test
  void typeTable_messagesOfFewTypes_holdsEachTypeAndVersionOnce() {
    OutgoingMessage second = outgoing("quote", 2, "", Instant.EPOCH, null);
    Frame frame =
        FrameDecoder.decode(
            FrameEncoder.encode(
                Frames.header(4),
                List.of(
                    Frames.plain("quote", "1"),
                    Frames.plain("bar", "2"),
                    Frames.plain("quote", "3"),
                    second)));
    assertThat(frame.typeCount()).isEqualTo(3);
    assertThat(frame.typeIndex(0)).isEqualTo(frame.typeIndex(2)).isNotEqualTo(frame.typeIndex(3));
  }

  @Test
  void body_ofOneMessage_endsWhereItEnds() {
    Frame frame = FrameDecoder.decode(Frames.sample());
    ByteBuffer body = frame.body(0);
    assertThat(body.position()).isZero();
    assertThat(StandardCharsets.UTF_8.decode(body).toString()).isEqualTo("{\"a\":1}");
    assertThat(frame.body(1).remaining()).isZero();
  }

  @Test
  void frame_full4096Messages_isDecoded() {
    List<OutgoingMessage> messages = new ArrayList<>();
    for (int i = 0; i < FrameEncoder.MAX_MESSAGES; i++) {
      messages.add(Frames.plain("t" + i % 255, "x"));
    }
    Frame frame = FrameDecoder.decode(FrameEncoder.encode(Frames.header(4096), messages));
    assertThat(frame.typeCount()).isEqualTo(255);
    assertThat(frame.typeName(4095)).isEqualTo("t" + 4095 % 255);
  }

  @Test
  void encodedSize_ofAllMessages_isNeverBelowTheFrame() {
    long seed = Seed.next();
    List<OutgoingMessage> messages = Frames.random(new Random(seed), 100);
    FrameHeader header = Frames.header(100);
    int bound =
        FrameEncoder.headerSize(header)
            + messages.stream().mapToInt(OutgoingMessage::encodedSize).sum();
    assertThat(FrameEncoder.encode(header, messages).length)
        .as("-Dnautilus.seed=%d", seed)
        .isLessThanOrEqualTo(bound);
  }

  @Test
  void message_outsideTheFrame_isRefused() {
    Frame frame = FrameDecoder.decode(Frames.sample());
    assertThatThrownBy(() -> frame.body(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> frame.key(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void encode_countOfAnotherList_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameEncoder.encode(Frames.header(2), Frames.MESSAGES))
        .withMessageContaining("was 2 for 3");
  }

  @Test
  void encode_256Types_isRefused() {
    List<OutgoingMessage> messages = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      messages.add(Frames.plain("t" + i, ""));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameEncoder.encode(Frames.header(256), messages))
        .withMessageContaining("255 types");
  }

  @Test
  void encode_moreThan16Mebibytes_isRefused() {
    OutgoingMessage large = Frames.plain("bar", "x".repeat(9 << 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameEncoder.encode(Frames.header(2), List.of(large, large)))
        .withMessageContaining("16 MiB");
  }

  @Test
  void outgoing_whatCannotTravel_isRefused() {
    Instant now = Instant.EPOCH;
    assertRefused("typeName", () -> outgoing("", 1, "k", now, null));
    assertRefused("typeName", () -> outgoing("ä", 1, "k", now, null));
    assertRefused("typeName", () -> outgoing("x".repeat(64), 1, "k", now, null));
    assertRefused("typeVersion", () -> outgoing("t", 0, "k", now, null));
    assertRefused("typeVersion", () -> outgoing("t", 256, "k", now, null));
    assertRefused("key", () -> outgoing("t", 1, "ü".repeat(513), now, null));
    Instant late = Instant.parse("2262-04-12T00:00:00Z");
    assertRefused("sentAt", () -> outgoing("t", 1, "k", late, null));
    assertRefused("sentAt", () -> outgoing("t", 1, "k", Instant.MIN, null));
    assertRefused("deadline", () -> outgoing("t", 1, "k", now, Instant.MAX));
  }

  private static void assertRefused(String what, ThrowingCallable making) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith(what);
  }

  private static OutgoingMessage outgoing(
      String type, int version, String key, Instant sentAt, @Nullable Instant deadline) {
    byte[] body = new byte[0];
    return new OutgoingMessage(
        type, version, body, Priority.LOW, key, sentAt, null, null, deadline, null, false);
  }

  @Test
  void header_whatCannotBe_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameHeader(EngineType.HUB, "a b", 1, 1, 1, 0, 0))
        .withMessageStartingWith("instance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameHeader(EngineType.HUB, "a", 1, 0, 1, 0, 0))
        .withMessageStartingWith("firstSequence");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameHeader(EngineType.HUB, "a", 1, Long.MAX_VALUE, 1, 0, 0))
        .withMessageStartingWith("firstSequence");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameHeader(EngineType.HUB, "a", 1, 1, 4097, 0, 0))
        .withMessageStartingWith("count");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameHeader(EngineType.HUB, "a", 1, 1, 1, -1, 0))
        .withMessageStartingWith("previous");
  }

  @Test
  void epochNanos_firstAndLastInstant_comeBackEqual() {
    for (long nanos : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
      assertThat(EpochNanos.of(EpochNanos.instant(nanos), "x")).isEqualTo(nanos);
    }
  }
}
