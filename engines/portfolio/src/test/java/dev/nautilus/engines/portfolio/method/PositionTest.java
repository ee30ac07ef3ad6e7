package dev.nautilus.engines.portfolio.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PositionTest {
  private static final Instant START = Instant.parse("2026-01-05T14:30:00Z");
  private static final Contract INVERSE = new Contract(Contract.Kind.INVERSE, BigDecimal.ONE);

  private static Deal deal(String quantity, String price, String commission) {
    return new Deal(
        new BigDecimal(quantity), new BigDecimal(price), new BigDecimal(commission), START);
  }

  private static Position after(Position start, Deal... deals) {
    Position position = start;
    for (Deal deal : deals) {
      position = position.after(deal).getLast();
    }
    return position;
  }

  private static Position share(LotMethod method) {
    return Position.flat(Contract.SHARE, method);
  }

  @Test
  void reversal_isCloseThenOpenAndStartsAtZero() {
    Position held = after(share(LotMethod.AVERAGE), deal("100", "10", "1"));
    List<Position> steps = held.after(deal("-150", "12", "3"));
    assertThat(steps).hasSize(2);
    assertThat(steps.getFirst().isFlat()).isTrue();
    assertThat(steps.getFirst().realised()).as("200 - 1 - 2").isEqualByComparingTo("197");
    assertThat(steps.getLast().quantity()).isEqualByComparingTo("-50");
    assertThat(steps.getLast().openPrice().orElseThrow()).isEqualByComparingTo("12");
    assertThat(steps.getLast().realised())
        .as("its part of the commission")
        .isEqualByComparingTo("-1");
  }

  @Test
  void fifo_sale_takesTheOldestLotsFirst() {
    Position position =
        after(
            share(LotMethod.FIFO),
            deal("10", "100", "0"),
            deal("10", "120", "0"),
            deal("-15", "130", "0"));
    assertThat(position.realised()).as("10 * 30 + 5 * 10").isEqualByComparingTo("350");
    assertThat(position.lots()).hasSize(1);
    assertThat(position.openPrice().orElseThrow()).isEqualByComparingTo("120");
    Position average =
        after(
            share(LotMethod.AVERAGE),
            deal("10", "100", "0"),
            deal("10", "120", "0"),
            deal("-15", "130", "0"));
    assertThat(average.realised()).as("15 * 20").isEqualByComparingTo("300");
    assertThat(average.openPrice().orElseThrow()).isEqualByComparingTo("110");
  }

  @Test
  void reopened_afterFlat_startsAtZero() {
    Position position =
        after(
            share(LotMethod.AVERAGE),
            deal("10", "100", "0"),
            deal("-10", "110", "0"),
            deal("5", "90", "1"));
    assertThat(position.realised()).isEqualByComparingTo("-1");
    assertThat(position.closePrice()).isEmpty();
  }

  @Test
  void shortPosition_priceFalls_earns() {
    Position closed = after(share(LotMethod.AVERAGE), deal("-4", "50", "0"), deal("4", "40", "0"));
    assertThat(closed.realised()).isEqualByComparingTo("40");
    assertThat(closed.realisedReturn().orElseThrow()).isEqualByComparingTo("0.2");
  }

  @Test
  void negativePrices_average_isExact() {
    Position position = after(share(LotMethod.AVERAGE), deal("1", "-5", "0"), deal("1", "-7", "0"));
    assertThat(position.openPrice().orElseThrow()).isEqualByComparingTo("-6");
    assertThat(position.unrealised(new BigDecimal("-4"))).isEqualByComparingTo("4");
  }

  @Test
  void inverse_ofTwoBuys_hasTheHarmonicAverageAndLosesNothing() {
    Position position =
        after(
            Position.flat(INVERSE, LotMethod.AVERAGE),
            deal("10000", "10000", "0"),
            deal("10000", "20000", "0"));
    assertThat(position.openPrice().orElseThrow().doubleValue())
        .isEqualTo(20000 / (1 + 0.5), within(1e-9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position.after(deal("1", "0", "0")))
        .withMessageContaining("more than 0");
  }

  @Test
  void split_fourForOne_keepsWhatWasPaid() {
    Position position =
        after(share(LotMethod.AVERAGE), deal("10", "400", "0"), deal("4", "100", "0"));
    Position split = position.split(new BigDecimal("4"), START.plusSeconds(1), new BigDecimal("4"));
    assertThat(split.quantity()).as("ten old units, four new").isEqualByComparingTo("44");
    assertThat(split.cost()).isEqualByComparingTo(position.cost());
  }

  /// Whatever is dealt: what is open and what is realised add up to what was paid, to the last
  /// digit.
  @TestFactory
  Stream<DynamicTest> books_anyDeals_neverLoseAnything() {
    return IntStream.range(0, 60)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      LotMethod method = seed % 2 == 0 ? LotMethod.AVERAGE : LotMethod.FIFO;
                      Contract contract = seed % 3 == 0 ? INVERSE : Contract.SHARE;
                      assertBalanced(contract, method, deals(seed));
                    }));
  }

  private static List<Deal> deals(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Deal> deals = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long units = random.nextLong(1, 500) * (random.nextBoolean() ? 1 : -1);
      deals.add(
          new Deal(
              BigDecimal.valueOf(units, random.nextInt(3)),
              BigDecimal.valueOf(random.nextLong(1, 1_000_000), 4),
              BigDecimal.valueOf(random.nextLong(-10, 200), 2),
              START.plusSeconds(i)));
    }
    return deals;
  }

  private static void assertBalanced(Contract contract, LotMethod method, List<Deal> deals) {
    Position position = Position.flat(contract, method);
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;
    BigDecimal quantity = BigDecimal.ZERO;
    for (Deal deal : deals) {
      List<Position> steps = position.after(deal);
      BigDecimal start = position.isFlat() ? BigDecimal.ZERO : position.realised();
      realised = realised.add(steps.getFirst().realised().subtract(start));
      realised = steps.size() > 1 ? realised.add(steps.getLast().realised()) : realised;
      position = steps.getLast();
      paid =
          paid.add(deal.quantity().multiply(contract.worth(deal.price()))).add(deal.commission());
      quantity = quantity.add(deal.quantity());
      assertThat(position.quantity()).isEqualByComparingTo(quantity);
      assertThat(position.cost().subtract(realised)).isEqualByComparingTo(paid);
    }
  }

  /// First in, first out, unit by unit, as someone would do it with a pile of tickets.
  @Test
  void fifo_unitByUnit_isTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    Deque<Long> pile = new ArrayDeque<>();
    Position position = share(LotMethod.FIFO);
    long earned = 0;
    for (int i = 0; i < 300; i++) {
      long price = random.nextLong(50, 150);
      int most = pile.isEmpty() ? 1 : pile.size();
      long units = random.nextBoolean() || pile.isEmpty() ? 5 : -random.nextLong(1, most + 1);
      position =
          position
              .after(
                  new Deal(
                      BigDecimal.valueOf(units),
                      BigDecimal.valueOf(price),
                      BigDecimal.ZERO,
                      START.plusSeconds(i)))
              .getLast();
      boolean bought = units > 0;
      earned = bought && pile.isEmpty() ? 0 : earned;
      for (long unit = 0; unit < Math.abs(units); unit++) {
        if (bought) {
          pile.addLast(price);
        } else {
          earned += price - pile.removeFirst();
        }
      }
      assertThat(position.realised()).isEqualByComparingTo(BigDecimal.valueOf(earned));
      assertThat(position.quantity()).isEqualByComparingTo(BigDecimal.valueOf(pile.size()));
    }
  }

  @Test
  void deal_ofNothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> deal("0", "1", "0"));
  }
}
