package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.message.Bar;
import dev.nautilus.message.Level2;
import dev.nautilus.message.Quote;
import dev.nautilus.message.RiskAlert;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadDecodeTest {
  private static final String ALERT =
      "{\"alert\":\"A\",\"threshold\":1,\"observed\":null,\"account\":\"\","
          + "\"instrument\":null,\"detail\":\"\",\"simulated\":false}";

  static List<MessageType<?>> types() {
    return Catalogue.builtIn();
  }

  static List<MessageType<?>> binary() {
    return List.of(
        MessageType.TICK,
        MessageType.QUOTE,
        MessageType.TRADE,
        MessageType.BAR,
        MessageType.LEVEL2);
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RiskAlert alert(String json) {
    return PayloadCodecs.of(MessageType.RISK_ALERT).decode(utf8(json));
  }

  /// Found by mutated frames: Jackson took it, and refused what it had written of it.
  @Test
  void decode_halfASurrogatePairInANameOfAProperty_isRefused() {
    byte[] bytes = ALERT.replace("}", ",\"???\":1}").getBytes(StandardCharsets.UTF_8);
    int at = ALERT.length() + 1;
    bytes[at] = (byte) 0xED;
    bytes[at + 1] = (byte) 0xB0;
    bytes[at + 2] = (byte) 0xBD;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadCodecs.of(MessageType.RISK_ALERT).decode(ByteBuffer.wrap(bytes)))
        .withMessage("not a risk_alert, must be UTF-8");
  }

  @ParameterizedTest
  @MethodSource("types")
  <P> void decode_mutatedPayload_throwsOnlyIllegalArgumentNamingTheType(MessageType<P> type) {
    long seed = Seed.next();
    Random random = new Random(seed);
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    byte[] bytes = codec.encode(new RandomRecords(seed).next(type.payload()));
    for (int round = 0; round < 200; round++) {
      byte[] mutant = bytes.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      int length = random.nextBoolean() ? mutant.length : random.nextInt(mutant.length);
      Throwable thrown = catchThrowable(() -> codec.decode(ByteBuffer.wrap(mutant, 0, length)));
      if (thrown != null) {
        assertThat(thrown)
            .as("-Dnautilus.seed=%d round %d", seed, round)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(type.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("binary")
  <P> void decode_everyPrefixOfBinary_isRefused(MessageType<P> type) {
    long seed = Seed.next();
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    byte[] bytes = codec.encode(new RandomRecords(seed).next(type.payload()));
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer prefix = ByteBuffer.wrap(bytes, 0, length);
      assertThatIllegalArgumentException()
          .as("-Dnautilus.seed=%d, %d bytes", seed, length)
          .isThrownBy(() -> codec.decode(prefix))
          .withMessageStartingWith("not a " + type.name() + ", at byte ");
    }
  }

  @Test
  void decode_bookThatClaims130000Levels_isRefusedBeforeAllocating() {
    long seed = Seed.next();
    PayloadCodec<Level2> codec = PayloadCodecs.of(MessageType.LEVEL2);
    byte[] bytes = codec.encode(new RandomRecords(seed).next(Level2.class));
    ByteBuffer.wrap(bytes).putInt(2 + Layout.PROVENANCE, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
        .withMessageContaining("bytes wanted");
  }

  @Test
  void encode_countThatMeansMissing_isRefused() {
    Bar bar = new RandomRecords(1).next(Bar.class);
    Bar odd =
        new Bar(
            bar.instrument(),
            bar.spec(),
            bar.start(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume(),
            bar.vwap(),
            OptionalLong.of(Long.MIN_VALUE),
            bar.buyVolume(),
            bar.sellVolume(),
            bar.origin(),
            bar.revision(),
            bar.complete(),
            bar.provenance());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadCodecs.of(MessageType.BAR).encode(odd));
  }

  @Test
  void json_asPublished_isRead() {
    assertThat(alert(ALERT)).isEqualTo(new RiskAlert("A", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "7", ALERT + "{}", "{} {}"})
  void json_noObject_isRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alert(json))
        .withMessageStartingWith("not a risk_alert");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"alert\":\"A\",    | ``                      | in alert: ",
        "\"alert\":\"A\"     | \"alert\":null          | in alert: ",
        "\"alert\":\"A\"     | \"alert\":\" \"         | alert must not be blank",
        "\"threshold\":1,    | ``                      | in threshold: ",
        "\"threshold\":1     | \"threshold\":null      | in threshold: ",
        "\"threshold\":1     | \"threshold\":\"1\"     | in threshold: ",
        "\"threshold\":1     | \"threshold\":1e999     | threshold must be finite",
        "\"threshold\":1     | \"threshold\":true      | in threshold: ",
        "\"instrument\":null | \"instrument\":\"a b\"  | in instrument: instrument must be 1 to 128",
        "\"instrument\":null | \"instrument\":{}       | in instrument: must be a string",
        "\"instrument\":null | \"instrument\":7        | in instrument: must be a string",
        ",\"simulated\":false | ``                     | in simulated: ",
      })
  void json_oneFieldWrong_isRefusedNamingIt(String right, String wrong, String why) {
    assertThat(ALERT).contains(right);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alert(ALERT.replace(right, wrong)))
        .withMessageStartingWith("not a risk_alert, at byte ")
        .withMessageContaining(why);
  }

  @Test
  void json_refusal_countsBytesFromTheStartOfTheBody() {
    byte[] broken = ("#####" + ALERT.replace("1,", "?,")).getBytes(StandardCharsets.UTF_8);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PayloadCodecs.of(MessageType.RISK_ALERT)
                    .decode(ByteBuffer.wrap(broken, 5, broken.length - 5)))
        .withMessageContaining("at byte " + ALERT.indexOf("1,") + " of " + ALERT.length());
  }

  @Test
  void json_whatMayBeMissing_mayBeLeftOut() {
    assertThat(alert(ALERT.replace("\"observed\":null,", "").replace("\"instrument\":null,", "")))
        .isEqualTo(new RiskAlert("A", 1));
  }

  @Test
  void json_unknownField_isIgnored() {
    assertThat(alert(ALERT.replace("{", "{\"novelty\":{\"x\":[1]},")))
        .isEqualTo(new RiskAlert("A", 1));
  }

  /// A record as a later version may have it: what was added may be missing.
  record Grown(String name, List<String> tags, OptionalLong size, @Nullable String note) {}

  @Test
  void json_fieldsOfALaterVersionMissing_areEmpty() {
    MessageType<Grown> type = MessageType.event(Family.SIGNALS, "acme.grown", Grown.class);
    assertThat(PayloadCodecs.of(type).decode(utf8("{\"name\":\"x\"}")))
        .isEqualTo(new Grown("x", List.of(), OptionalLong.empty(), null));
  }

  @Test
  void json_nullInAList_isRefused() {
    MessageType<Grown> type = MessageType.event(Family.SIGNALS, "acme.grown", Grown.class);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PayloadCodecs.of(type).decode(utf8("{\"name\":\"x\",\"tags\":[\"a\",null]}")))
        .withMessageContaining("acme.grown");
  }

  @Test
  void codec_ownOfTheType_isPreferred() {
    PayloadCodec<Quote> own =
        new PayloadCodec<>() {
          @Override
          public byte[] encode(Quote payload) {
            return new byte[0];
          }

          @Override
          public Quote decode(ByteBuffer body) {
            throw new IllegalArgumentException("own codec, " + Instant.EPOCH);
          }
        };
    assertThat(PayloadCodecs.of(MessageType.QUOTE.encodedBy(own))).isSameAs(own);
  }

  @Test
  void codec_sameTypeTwice_isTheSame() {
    assertThat(PayloadCodecs.of(MessageType.event(Family.SIGNALS, "acme.grown", Grown.class)))
        .isSameAs(PayloadCodecs.of(MessageType.event(Family.SIGNALS, "acme.grown", Grown.class)));
  }
}
