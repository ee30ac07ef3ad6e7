package dev.nautilus.engines.collateral.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.engines.collateral.method.OptionContract.Right;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginMethodsTest {
  @ParameterizedTest
  @CsvSource({"100,100,2500", "-100,100,3000", "-100,10,500", "-100,4,400", "-100,1,250", "0,10,0"})
  void maintenance_ofShares_isTheRulesFigure(BigDecimal shares, BigDecimal price, String margin) {
    assertThat(StockMargin.maintenance(shares, price)).isEqualByComparingTo(margin);
  }

  @Test
  void symbol_ofAnOption_isRead() {
    OptionContract option = OptionContract.parse("AAPL260116C00150500").orElseThrow();
    assertThat(option.underlying()).isEqualTo("AAPL");
    assertThat(option.expiry()).isEqualTo(LocalDate.of(2026, 1, 16));
    assertThat(option.right()).isEqualTo(Right.CALL);
    assertThat(option.strike()).isEqualByComparingTo("150.5");
    assertThat(OptionContract.parse("AAPL1260116P00150000").orElseThrow().underlying())
        .as("adjusted")
        .isEqualTo("AAPL1");
    assertThat(OptionContract.parse("AAPL")).isEmpty();
    assertThat(OptionContract.parse("AAPL261316C00150000")).as("month 13").isEmpty();
  }

  /// Hull, Options, Futures and Other Derivatives, example 15.6: 4.76 and 0.81.
  @Test
  void european_ofTheTextbook_isItsFigure() {
    assertThat(new OptionPrice(Right.CALL, 40, 0.5, 0.1).european(42, 0.2))
        .isCloseTo(4.76, within(0.005));
    assertThat(new OptionPrice(Right.PUT, 40, 0.5, 0.1).european(42, 0.2))
        .isCloseTo(0.81, within(0.005));
  }

  @Test
  void american_callWithoutDividend_isTheEuropeanAndThePutIsWorthMore() {
    OptionPrice call = new OptionPrice(Right.CALL, 40, 0.5, 0.1);
    assertThat(call.american(42, 0.2, 500)).isCloseTo(call.european(42, 0.2), within(0.01));
    OptionPrice put = new OptionPrice(Right.PUT, 50, 0.5, 0.1);
    assertThat(put.american(42, 0.2, 500)).isGreaterThan(put.european(42, 0.2));
    assertThat(put.american(20, 0.2, 500)).as("exercised at once").isCloseTo(30, within(1e-9));
  }

  @Test
  void impliedVolatility_ofAPrice_isFoundAgain() {
    OptionPrice put = new OptionPrice(Right.PUT, 95, 0.25, 0.03);
    double premium = put.european(100, 0.37);
    assertThat(put.impliedVolatility(100, premium).orElseThrow()).isCloseTo(0.37, within(1e-9));
    assertThat(put.impliedVolatility(50, 10)).as("less than exercise pays").isEmpty();
  }

  @Test
  void related_gains_offsetInPart() {
    double[] up =
        PortfolioMargin.gains(
            100, List.of(ScanLeg.underlying(100, 100)), PortfolioMargin.Range.EQUITY);
    double[] down =
        PortfolioMargin.gains(
            100, List.of(ScanLeg.underlying(-100, 100)), PortfolioMargin.Range.EQUITY);
    assertThat(PortfolioMargin.requirement(up, 0)).isCloseTo(1_500, within(1e-9));
    assertThat(PortfolioMargin.related(List.of(up, down), 0.75, 0)).isCloseTo(375, within(1e-9));
  }

  @Test
  void span_netOptionValue_lowersTheRequirementAndTheMinimumHoldsIt() {
    double[] gains = SpanScan.of(10, 0.05).gains(100, List.of(ScanLeg.underlying(-10, 100)));
    SpanScan.Charges charges = new SpanScan.Charges(5, 0, 2, 0, 20);
    assertThat(SpanScan.requirement(gains, charges)).isCloseTo(100 + 5 - 2 - 20, within(1e-9));
    SpanScan.Charges least = new SpanScan.Charges(0, 0, 0, 500, 0);
    assertThat(SpanScan.requirement(gains, least)).isEqualTo(500);
  }

  @Test
  void haircut_overFortyDays_isTwiceThatOfTen() {
    assertThat(Haircut.scaled(0.04, 40, 10)).isCloseTo(0.08, within(1e-15));
    assertThat(Haircut.collateral(100, 0.04, Haircut.FOREIGN_CURRENCY))
        .isCloseTo(88, within(1e-12));
    assertThat(Haircut.collateral(100, 0.95, 0.08)).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> Haircut.scaled(0.1, 0, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "125,100,OK",
    "124.99,100,WARN",
    "100,100,WARN",
    "99.99,100,CALL",
    "90,100,CALL",
    "89.99,100,LIQUIDATE",
    "5,0,OK",
    "-5,0,LIQUIDATE"
  })
  void level_byEquityOverMaintenance_isPublished(
      BigDecimal equity, BigDecimal maintenance, MarginLevel level) {
    assertThat(MarginLevel.of(equity, maintenance)).isEqualTo(level);
  }

  @Test
  void market_weekendsHolidaysAndShortDays_areKnown() {
    assertThat(MarketHours.isOpen(LocalDateTime.parse("2026-01-05T09:30"))).isTrue();
    assertThat(MarketHours.isOpen(LocalDateTime.parse("2026-01-05T16:00"))).isFalse();
    assertThat(MarketHours.isOpen(LocalDateTime.parse("2026-11-27T12:59"))).isTrue();
    assertThat(MarketHours.isOpen(LocalDateTime.parse("2026-11-27T13:00"))).isFalse();
    for (String holiday :
        List.of(
            "2026-01-01",
            "2026-01-19",
            "2026-04-03",
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-09-07",
            "2026-11-26",
            "2026-12-25",
            "2023-01-02")) {
      assertThat(MarketHours.isTradingDay(LocalDate.parse(holiday))).as(holiday).isFalse();
    }
    assertThat(MarketHours.isTradingDay(LocalDate.of(2021, 12, 31)))
        .as("New Year's on a Saturday is not kept")
        .isTrue();
    assertThat(MarketHours.after(LocalDate.of(2026, 4, 2), 1)).isEqualTo("2026-04-06");
  }

  @Test
  void memorandum_keepsWhatWasOnceFree() {
    BigDecimal first =
        BuyingPower.memorandum(BigDecimal.ZERO, new BigDecimal("100"), new BigDecimal("40"));
    BigDecimal later = BuyingPower.memorandum(first, new BigDecimal("80"), new BigDecimal("40"));
    assertThat(later).isEqualByComparingTo("60");
    assertThat(BuyingPower.regT(later, new BigDecimal("1999"), new BigDecimal("2000")))
        .as("below the least equity")
        .isEqualByComparingTo("0");
    assertThat(BuyingPower.dayTrader(new BigDecimal("10"))).isEqualByComparingTo("40");
  }
}
