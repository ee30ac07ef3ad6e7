package dev.nautilus.hub.vendor.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricingFrameTest {
  private static final Instant AT = Instant.parse("2026-03-04T15:00:00.123Z");
  private static final Receipt RECEIPT =
      new Receipt(YahooConnection.SOURCE, AT.plusMillis(40), false);

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  private PricingFrameTest varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      message.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    message.write((int) rest);
    return this;
  }

  private PricingFrameTest text(int field, String value) {
    varint(field << 3 | 2).varint(value.length());
    message.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private PricingFrameTest number(int field, float value) {
    varint(field << 3 | 5);
    message.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  private PricingFrameTest whole(int field, long value) {
    return varint(field << 3).varint((value << 1) ^ (value >> 63));
  }

  private PricingFrameTest tick() {
    return text(1, "ACME").number(2, 12.34f).whole(3, AT.toEpochMilli());
  }

  private static Outcome<List<MarketDatum>> read(byte[] message) {
    byte[] frame = Base64.getEncoder().encode(message);
    return PricingFrame.read(new HttpAnswer(200, Map.of(), frame), RECEIPT);
  }

  private List<MarketDatum> data() {
    Outcome<List<MarketDatum>> outcome = read(message.toByteArray());
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<List<MarketDatum>>) outcome).value();
  }

  private Refusal refusal() {
    Outcome<List<MarketDatum>> outcome = read(message.toByteArray());
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<List<MarketDatum>>) outcome).refused().why();
  }

  @Test
  void tick_priceAndTime_areExact() {
    tick().whole(9, 5_000).whole(22, 40);

    Tick tick = (Tick) data().getFirst();

    assertThat(tick.price()).isEqualTo(12.34);
    assertThat(tick.size()).hasValue(40);
    assertThat(tick.cumulativeVolume()).hasValue(5_000);
    assertThat(tick.provenance().observedAt()).isEqualTo(AT);
    assertThat(data()).hasSize(1);
  }

  @Test
  void size_repeatsTheDaysVolume_isMissing() {
    tick().whole(9, 59_712_028_672L).whole(22, 59_712_028_672L);

    assertThat(((Tick) data().getFirst()).size()).isEmpty();
  }

  @Test
  void quote_oneSide_hasTheOtherMissing() {
    tick().number(25, 12.35f).whole(26, 0);

    Quote quote = (Quote) data().getLast();

    assertThat(quote.bid()).isEmpty();
    assertThat(quote.bidSize()).isEmpty();
    assertThat(quote.ask()).hasValue(12.35);
    assertThat(quote.askSize()).hasValue(0);
  }

  @Test
  void field_unknown_isSkipped() {
    tick().whole(99, 7).text(98, "new").number(97, 1);
    varint(96 << 3 | 1);
    message.writeBytes(new byte[8]);

    assertThat(data()).hasSize(1);
  }

  @Test
  void frame_everyPrefix_isRefusedOrAWholeTick() {
    tick().whole(9, 5_000).number(23, 12.33f).whole(24, 3);
    byte[] whole = message.toByteArray();
    for (int length = 0; length < whole.length; length++) {
      Outcome<List<MarketDatum>> outcome = read(Arrays.copyOf(whole, length));
      if (outcome instanceof Outcome.Good<List<MarketDatum>>(List<MarketDatum> data)) {
        assertThat(((Tick) data.getFirst()).price()).isEqualTo(12.34);
      }
    }
    assertThat(read(new byte[0])).isInstanceOf(Outcome.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 20261122})
  void frame_randomBytes_neverThrows(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      assertThat(read(bytes)).as("seed %d, frame %d", seed, i).isNotNull();
    }
  }

  @Test
  void length_beyondTheEnd_isGarbage() {
    varint(1 << 3 | 2).varint(Integer.MAX_VALUE);

    assertThat(refusal()).isEqualTo(Refusal.GARBAGE);
  }

  @Test
  void length_negative_isGarbage() {
    varint(1 << 3 | 2).varint(-1);

    assertThat(refusal()).isEqualTo(Refusal.GARBAGE);
  }

  @Test
  void varint_endless_isGarbage() {
    for (int i = 0; i < 30; i++) {
      message.write(0xFF);
    }

    assertThat(refusal()).isEqualTo(Refusal.GARBAGE);
  }

  @Test
  void value_impossible_isGarbage() {
    text(1, "ACME").number(2, Float.NaN).whole(3, AT.toEpochMilli());
    assertThat(refusal()).isEqualTo(Refusal.GARBAGE);

    message.reset();
    text(1, "ACME").number(2, 1).whole(3, Long.MIN_VALUE);
    assertThat(refusal()).isEqualTo(Refusal.GARBAGE);

    message.reset();
    text(1, "no symbol \n").number(2, 1).whole(3, AT.toEpochMilli());
    assertThat(refusal()).isEqualTo(Refusal.GARBAGE);
  }

  @Test
  void frame_notAPrice_isNoData() {
    byte[] frame = "{\"type\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8);

    Outcome<List<MarketDatum>> outcome =
        PricingFrame.read(new HttpAnswer(200, Map.of(), frame), RECEIPT);

    assertThat(((Outcome.Bad<List<MarketDatum>>) outcome).refused().why())
        .isEqualTo(Refusal.NO_DATA);
  }
}
