package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LadderTest {
  private static final Receipt RECEIPT =
      new Receipt(IbkrConnection.SOURCE, Instant.parse("2026-03-04T15:00:00Z"), false);

  private final Ladder ladder = new Ladder(InstrumentId.of("ACME"));

  private Optional<Level2> frame(String rows) {
    return ladder.merge(
        JsonMapper.shared().readTree("{\"topic\":\"sbd+U1+1\",\"data\":[" + rows + "]}"), RECEIPT);
  }

  private static final String FULL =
      """
      {"row":0,"focus":0,"price":"10.03","ask":"400"},
      {"row":1,"focus":0,"price":"10.02","ask":"1,200"},
      {"row":2,"focus":1,"price":"100 @ 10.01"},
      {"row":3,"focus":0,"price":"10.00","bid":"500"},
      {"row":4,"focus":0,"price":"9.99","bid":"900"}""";

  @Test
  void rows_asDocumented_areABookWithTheBestFirst() {
    Level2 book = frame(FULL).orElseThrow();

    assertThat(book.asks()).extracting(Level2.Level::price).containsExactly(10.02, 10.03);
    assertThat(book.asks()).extracting(Level2.Level::size).containsExactly(1200.0, 400.0);
    assertThat(book.bids()).extracting(Level2.Level::price).containsExactly(10.00, 9.99);
    assertThat(book.bids()).allMatch(level -> level.orders().isEmpty());
  }

  @Test
  void row_withSizeAtPrice_isALevelWhereItHasASide() {
    frame(FULL);

    Level2 book =
        frame("{\"row\":2,\"focus\":1,\"price\":\"300 @ 10.01\",\"ask\":\"700\"}").orElseThrow();

    assertThat(book.asks().getFirst().price()).isEqualTo(10.01);
    assertThat(book.asks().getFirst().size()).isEqualTo(700);
  }

  @Test
  void row_sentAgain_replacesTheOldOne() {
    frame(FULL);

    Level2 book = frame("{\"row\":3,\"price\":\"9.98\",\"bid\":\"50\"}").orElseThrow();

    assertThat(book.bids()).extracting(Level2.Level::price).containsExactly(9.99, 9.98);
  }

  @Test
  void price_inTwoRows_countsWhereItWasSaidLast() {
    frame(FULL);

    Level2 book = frame("{\"row\":5,\"price\":\"9.99\",\"bid\":\"1\"}").orElseThrow();

    assertThat(book.bids()).hasSize(2);
    assertThat(book.bids().getLast().size()).isEqualTo(1);
  }

  @Test
  void row_withoutPrice_isGone() {
    frame(FULL);

    assertThat(frame("{\"row\":4,\"price\":\"\"}").orElseThrow().bids()).hasSize(1);
  }

  @Test
  void rows_thatMakeNoSense_changeNothing() {
    frame(FULL);

    assertThat(frame("")).isEmpty();
    assertThat(frame("{\"row\":-1,\"price\":\"1\"},{\"row\":999999,\"price\":\"1\"},7,{}"))
        .isEmpty();
    Level2 same = frame("{\"row\":9,\"price\":\"x @ y\",\"bid\":\"5\"}").orElseThrow();
    assertThat(same.bids()).hasSize(2);
  }
}
