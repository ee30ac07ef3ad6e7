package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes that were published once must be read forever. A test that fails here means: not another
/// golden file, but another version.
class GoldenTest {
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final Provenance PROVENANCE =
      new Provenance(
          Source.of("yahoo_finance"),
          Instant.parse("2026-11-22T10:00:00.123456789Z"),
          Instant.parse("2026-11-22T10:00:00.200Z"),
          (3L << 40) + 17,
          true);

  static Stream<Arguments> payloads() {
    return Stream.of(
        Arguments.of(
            "tick-v1",
            MessageType.TICK,
            new Tick(AAPL, 150.25, OptionalDouble.of(100), OptionalDouble.empty(), PROVENANCE)),
        Arguments.of(
            "quote-v1",
            MessageType.QUOTE,
            new Quote(
                AAPL,
                OptionalDouble.of(150.24),
                OptionalDouble.of(0),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(-37.63),
                "GBp",
                PROVENANCE)),
        Arguments.of(
            "quote-v1-no-currency",
            MessageType.QUOTE,
            new Quote(
                InstrumentId.of("EURUSD=X"),
                OptionalDouble.of(1.0521),
                OptionalDouble.empty(),
                OptionalDouble.of(1.0523),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                null,
                PROVENANCE)),
        Arguments.of(
            "trade-v1",
            MessageType.TRADE,
            new Trade(AAPL, 150.25, 42.5, Side.SELL, true, "t-1", PROVENANCE)),
        Arguments.of("bar-v1", MessageType.BAR, bar()),
        Arguments.of("level2-v1", MessageType.LEVEL2, book()));
  }

  private static Level2 book() {
    return new Level2(
        AAPL,
        List.of(new Level2.Level(150.24, 300, OptionalLong.of(3))),
        List.of(
            new Level2.Level(150.26, 0, OptionalLong.empty()),
            new Level2.Level(150.27, 1.5, OptionalLong.of(0))),
        PROVENANCE);
  }

  private static Bar bar() {
    return new Bar(
        AAPL,
        BarSpec.MINUTE,
        Instant.parse("2026-11-22T09:59:00Z"),
        150,
        151.5,
        149.75,
        151,
        12345,
        OptionalDouble.of(150.6),
        OptionalLong.of(77),
        OptionalDouble.of(8000),
        OptionalDouble.empty(),
        Bar.Origin.BUILT,
        2,
        true,
        PROVENANCE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  <P> void payload_golden_isEncodedAndDecodedSo(String file, MessageType<P> type, P payload) {
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    assertThat(HexFormat.of().formatHex(codec.encode(payload))).as(file).isEqualTo(golden(file));
    assertThat(codec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(golden(file)))))
        .isEqualTo(payload);
  }

  /// What a newer writer may do without a new version: a longer block, more texts.
  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  <P> void payload_fieldsAddedByNewerWriter_areSteppedOver(
      String file, MessageType<P> type, P payload) {
    byte[] old = PayloadCodecs.of(type).encode(payload);
    int block = ByteBuffer.wrap(old).getShort(0);
    ByteBuffer grown = ByteBuffer.allocate(old.length + 8 + 5);
    grown.putShort((short) (block + 8)).put(old, 2, block).putLong(-1);
    grown.put(old, 2 + block, old.length - 2 - block).putShort((short) 3).put(new byte[3]).flip();
    assertThat(PayloadCodecs.of(type).decode(grown)).as(file).isEqualTo(payload);
  }

  @Test
  void frame_golden_isEncodedAndDecodedSo() {
    assertThat(HexFormat.of().formatHex(Frames.sample())).isEqualTo(golden("frame-v1"));
    Frame frame = FrameDecoder.decode(HexFormat.of().parseHex(golden("frame-v1")));
    assertThat(frame.header()).isEqualTo(Frames.HEADER);
    assertThat(frame.envelope(2, "s", false).traceParent())
        .isEqualTo(Frames.MESSAGES.get(2).traceParent());
  }

  static Stream<Arguments> frames() {
    return Stream.of(
        Arguments.of("snapshot-v1", List.of(Frames.ROW)),
        Arguments.of("traced-v1", List.of(Frames.TRACED)),
        Arguments.of("request-v1", List.of(Frames.REQUEST)),
        Arguments.of("versions-v1", List.of(Frames.OLD, Frames.NEW)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void messages_golden_areEncodedAndDecodedSo(String file, List<OutgoingMessage> messages) {
    byte[] bytes = FrameEncoder.encode(Frames.header(messages.size()), messages);
    assertThat(HexFormat.of().formatHex(bytes)).as(file).isEqualTo(golden(file));
    Frame frame = FrameDecoder.decode(HexFormat.of().parseHex(golden(file)));
    for (int i = 0; i < messages.size(); i++) {
      OutgoingMessage sent = messages.get(i);
      Envelope read = frame.envelope(i, "s", false);
      assertThat(frame.typeName(i)).isEqualTo(sent.typeName());
      assertThat(frame.typeVersion(i)).isEqualTo(sent.typeVersion());
      assertThat(frame.body(i)).isEqualTo(ByteBuffer.wrap(sent.body()));
      assertThat(read.priority()).isEqualTo(sent.priority());
      assertThat(read.key()).isEqualTo(sent.key());
      assertThat(read.sentAt()).isEqualTo(sent.sentAt());
      assertThat(read.correlationId()).isEqualTo(sent.correlationId());
      assertThat(read.replyTo()).isEqualTo(sent.replyTo());
      assertThat(read.deadline()).isEqualTo(sent.deadline());
      assertThat(read.traceParent()).isEqualTo(sent.traceParent());
      assertThat(read.snapshot()).isEqualTo(sent.snapshot());
    }
  }

  @Test
  void heartbeat_golden_isEncodedAndDecodedSo() {
    byte[] heartbeat = FrameEncoder.encode(Frames.header(0), List.of());
    assertThat(HexFormat.of().formatHex(heartbeat)).isEqualTo(golden("heartbeat-v1"));
    assertThat(FrameDecoder.decode(HexFormat.of().parseHex(golden("heartbeat-v1"))).header())
        .isEqualTo(Frames.header(0));
  }

  @Test
  void goodbye_golden_isEncodedAndDecodedSo() {
    assertThat(HexFormat.of().formatHex(FrameEncoder.goodbye(Frames.header(0))))
        .isEqualTo(golden("goodbye-v1"));
    Frame goodbye = FrameDecoder.decode(HexFormat.of().parseHex(golden("goodbye-v1")));
    assertThat(goodbye.header()).isEqualTo(Frames.header(0));
    assertThat(goodbye.isGoodbye()).isTrue();
  }

  @Test
  void isGoodbye_heartbeatOrFrameWithMessages_isNot() {
    byte[] flagged = Frames.sample();
    flagged[FrameLayout.AT_FLAGS] = FrameLayout.GOODBYE;

    assertThat(FrameDecoder.decode(Frames.resealed(flagged)).isGoodbye()).isFalse();
    assertThat(FrameDecoder.decode(FrameEncoder.encode(Frames.header(0), List.of())).isGoodbye())
        .isFalse();
  }

  /// Hexadecimal digits; blanks, line breaks and what follows a `#` are for people.
  private static String golden(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            GoldenTest.class.getResourceAsStream("/golden/" + name + ".hex"), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("#.*", "")
          .replaceAll("\\s", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
