package dev.nautilus.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PriceBoardTest {
  private static final InstrumentId VOD = InstrumentId.of("VOD.L");
  private static final InstrumentId STERLING = InstrumentId.of("GBPUSD=X");
  private static final InstrumentId EURO = InstrumentId.of("EURUSD=X");
  private static final Instant START = Instant.parse("2026-01-05T14:30:00Z");

  private final PriceBoard board = new PriceBoard(Map.of("GBP", STERLING, "EUR", EURO));

  private static Quote quote(InstrumentId instrument, int at, double bid, double ask, String unit) {
    Instant time = START.plusSeconds(at);
    return new Quote(
        instrument,
        OptionalDouble.of(bid),
        OptionalDouble.empty(),
        OptionalDouble.of(ask),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        unit,
        new Provenance(Source.of("test"), time, time, 1, true));
  }

  @Test
  void mark_quotedInPence_isOfPounds() {
    board.learn(quote(VOD, 1, 70.1, 70.3, "GBp"));
    assertThat(board.mark(VOD).orElseThrow().price()).isEqualByComparingTo("0.702");
  }

  @Test
  void quote_olderThanTheKnownOne_isLeftOut() {
    assertThat(board.learn(quote(VOD, 5, 70, 71, "GBp"))).isTrue();
    assertThat(board.learn(quote(VOD, 4, 60, 61, "GBp"))).isFalse();
    assertThat(board.mark(VOD).orElseThrow().price()).isEqualByComparingTo("0.705");
  }

  @Test
  void rate_betweenTwoCurrencies_goesThroughTheDollar() {
    assertThat(board.rate("GBP", "EUR")).isEmpty();
    board.learn(quote(STERLING, 1, 1.2, 1.2, "USD"));
    board.learn(quote(EURO, 1, 1.0, 1.0, "USD"));
    assertThat(board.rate("GBP", "EUR").orElseThrow()).isEqualByComparingTo("1.2");
    assertThat(board.rate("USD", "USD").orElseThrow()).isEqualTo(BigDecimal.ONE);
    assertThat(board.rate("JPY", "USD")).isEmpty();
  }

  @Test
  void touch_crossedQuote_takesTheWorseSide() {
    board.learn(quote(VOD, 1, 102, 100, "USD"));
    Touch touch = Objects.requireNonNull(board.touch(VOD));
    assertThat(touch.price(Side.BUY).orElseThrow()).isEqualByComparingTo("102");
    assertThat(touch.price(Side.SELL).orElseThrow()).isEqualByComparingTo("100");
  }

  @Test
  void mark_nothingKnown_isMissing() {
    assertThat(board.mark(VOD)).isEmpty();
  }

  @Test
  void id_seenBefore_isNotNew() {
    RecentIds ids = new RecentIds(2);
    assertThat(ids.add("a")).isTrue();
    assertThat(ids.add("a")).isFalse();
    ids.add("b");
    ids.add("c");
    assertThat(ids.contains("a")).as("only the newest are remembered").isFalse();
  }
}
