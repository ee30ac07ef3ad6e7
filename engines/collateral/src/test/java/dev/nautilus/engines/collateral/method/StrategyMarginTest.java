package dev.nautilus.engines.collateral.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.collateral.method.OptionContract.Right;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StrategyMarginTest {
  private static final LocalDate NEAR = LocalDate.of(2026, 2, 20);
  private static final LocalDate FAR = LocalDate.of(2026, 6, 19);

  private static OptionLeg leg(Right right, int strike, int contracts, String premium) {
    return leg(right, strike, contracts, premium, NEAR);
  }

  private static OptionLeg leg(
      Right right, int strike, int contracts, String premium, LocalDate expiry) {
    return new OptionLeg(
        right,
        BigDecimal.valueOf(strike),
        expiry,
        new BigDecimal(premium),
        contracts,
        BigDecimal.valueOf(100));
  }

  private static BigDecimal required(int shares, OptionLeg... legs) {
    return new StrategyMargin(
            BigDecimal.valueOf(100),
            BigDecimal.valueOf(shares),
            ShortOption.share(false),
            List.of(legs))
        .requirement();
  }

  @Test
  void ironCondor_losesOnOneSideOnly() {
    BigDecimal condor =
        required(
            0,
            leg(Right.PUT, 90, 1, "1"),
            leg(Right.PUT, 95, -1, "2"),
            leg(Right.CALL, 105, -1, "2"),
            leg(Right.CALL, 110, 1, "1"));
    assertThat(condor).isEqualByComparingTo("500");
  }

  @Test
  void shortBox_isWhatItMustPayAtExpiry() {
    BigDecimal box =
        required(
            0,
            leg(Right.CALL, 95, -1, "7"),
            leg(Right.CALL, 105, 1, "2"),
            leg(Right.PUT, 105, -1, "7"),
            leg(Right.PUT, 95, 1, "2"));
    assertThat(box).isEqualByComparingTo("1000");
  }

  @Test
  void shortStraddle_isTheLargerSideAndTheOthersPremium() {
    // Call 20 + 4, put 20 + 3: the call's, and the put's premium.
    assertThat(required(0, leg(Right.CALL, 100, -1, "4"), leg(Right.PUT, 100, -1, "3")))
        .isEqualByComparingTo("2700");
  }

  @Test
  void coveredCall_needsNothingMore() {
    assertThat(required(100, leg(Right.CALL, 105, -1, "2"))).isEqualByComparingTo("0");
    assertThat(required(99, leg(Right.CALL, 105, -1, "2"))).as("one share short").isPositive();
    assertThat(required(-100, leg(Right.PUT, 95, -1, "2"))).isEqualByComparingTo("0");
  }

  @Test
  void calendarSpread_longExpiresLater_isPaired() {
    assertThat(required(0, leg(Right.CALL, 100, -1, "3"), leg(Right.CALL, 105, 1, "4", FAR)))
        .isEqualByComparingTo("500");
    BigDecimal wrongWay =
        required(0, leg(Right.CALL, 100, -1, "4", FAR), leg(Right.CALL, 105, 1, "3"));
    assertThat(wrongWay).as("the long expires first").isEqualByComparingTo("2400");
  }

  @Test
  void adjustedContract_otherMultiplier_isNoPair() {
    OptionLeg odd =
        new OptionLeg(
            Right.CALL, BigDecimal.valueOf(105), NEAR, BigDecimal.ONE, 1, BigDecimal.valueOf(150));
    assertThat(required(0, leg(Right.CALL, 100, -1, "3"), odd)).isEqualByComparingTo("2300");
  }

  /// Whatever is held: pairing never costs, and leaves no loss uncovered that has a bound.
  @TestFactory
  Stream<DynamicTest> anyLegs_requirement_isBetweenNothingAndAllNaked() {
    return IntStream.range(0, 200)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> assertBounds(seed)));
  }

  private static void assertBounds(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<OptionLeg> legs = new ArrayList<>();
    BigDecimal naked = BigDecimal.ZERO;
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      OptionLeg leg =
          leg(
              random.nextBoolean() ? Right.CALL : Right.PUT,
              80 + 5 * random.nextInt(9),
              (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(3)),
              String.valueOf(random.nextInt(20)),
              random.nextInt(4) == 0 ? FAR : NEAR);
      legs.add(leg);
      naked =
          leg.contracts() < 0
              ? naked.add(
                  ShortOption.requirement(leg, BigDecimal.valueOf(100), ShortOption.share(false)))
              : naked;
    }
    BigDecimal required = required(0, legs.toArray(OptionLeg[]::new));
    assertThat(required).isBetween(BigDecimal.ZERO, naked);
    List<OptionLeg> more = new ArrayList<>(legs);
    more.add(leg(Right.CALL, 100, 5, "0"));
    more.add(leg(Right.PUT, 100, 5, "0"));
    assertThat(required(0, more.toArray(OptionLeg[]::new)))
        .as("more long options never require more")
        .isLessThanOrEqualTo(naked);
    if (legs.stream().allMatch(leg -> leg.contracts() > 0)) {
      assertThat(required).isEqualByComparingTo("0");
    }
  }
}
