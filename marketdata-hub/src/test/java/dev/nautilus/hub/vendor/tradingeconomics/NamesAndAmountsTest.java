package dev.nautilus.hub.vendor.tradingeconomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesAndAmountsTest {
  @ParameterizedTest
  @CsvSource({
    "AAPL, AAPL:US",
    "VOD.L, VOD:LN",
    "EURUSD=X, EURUSD:CUR",
    "JPY=X, USDJPY:CUR",
    "BTC-USD, BTCUSD:CUR",
    "^FTSE, UKX:IND",
    "VIX:IND, VIX:IND",
    "GAC:COM, GAC:COM"
  })
  void symbol_asTheHubWritesIt_isTheVendors(String ours, String theirs) {
    assertThat(ListedSymbol.of(InstrumentId.of(ours))).contains(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FRED:GDP", "AV:CPI", "TE:a/b", "DBN:IMF/WEO", "^MOVE", "ES=F", "X.ZZ", "BRK-B"})
  void symbol_ofSomethingElse_isNone(String ours) {
    assertThat(ListedSymbol.of(InstrumentId.of(ours))).isEmpty();
  }

  @Test
  void topic_ofAnInstrument_hasBlanksForUnderscores() {
    assertThat(Topic.of(InstrumentId.of("TE:united_states/gdp_growth_rate")))
        .contains(new Topic.History("united states", "gdp growth rate", ""));
    assertThat(Topic.of(InstrumentId.of("TE:australia/interest_rate/RBATCTR")))
        .contains(new Topic.History("australia", "interest rate", "RBATCTR"));
    assertThat(Topic.of(InstrumentId.of("TE:forecast/new_zealand/inflation_rate")))
        .contains(new Topic.Forecast("new zealand", "inflation rate"));
    assertThat(Topic.of(InstrumentId.of("TE:calendar/all"))).contains(new Topic.Calendar("all"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TE:gdp", "TE:a/b/c/d", "TE:calendar/a/b", "TE:forecast/a", "TE:a/", "TE:a:b/c"})
  void topic_spelledInNoSuchWay_isNone(String name) {
    assertThat(Topic.of(InstrumentId.of(name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5.9%, 5.9, %",
    "-0.1%, -0.1, %",
    "€-4.63M, -4.63, €M",
    "-€4.63M, -4.63, €M",
    "$387M, 387, $M",
    "'$1,234.5B', 1234.5, $B",
    "225K, 225, K",
    "104.2, 104.2, ''",
    "0, 0, ''"
  })
  void amount_printed_isANumberWithItsUnit(String text, double value, String units) {
    PrintedAmount amount = PrintedAmount.parse(text).orElseThrow();

    assertThat(amount.value()).isEqualTo(value);
    assertThat(amount.units()).isEqualTo(units);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "n/a", "%", "$", "soon", "1 of 2"})
  void amount_missingOrNone_isEmptyAndNeverZero(String text) {
    assertThat(PrintedAmount.parse(text)).isEmpty();
  }

  @Test
  void amount_inAnotherScale_isConverted() {
    assertThat(PrintedAmount.parse("$1.2B").orElseThrow().in("M")).isEqualTo(1200);
    assertThat(PrintedAmount.parse("$1.2B").orElseThrow().in("B")).isEqualTo(1.2);
  }

  @ParameterizedTest
  @CsvSource({
    "MONTHLY, 2024-02-29, 2024-02-01",
    "MONTHLY, 2024-02-28, 2024-02-28",
    "QUARTERLY, 2024-06-30, 2024-04-01",
    "YEARLY, 2024-12-31, 2024-01-01",
    "DAILY, 2024-12-31, 2024-12-31",
    "WEEKLY, 2024-11-30, 2024-11-30"
  })
  void stamp_ofAPeriodsLastDay_isItsFirstDay(Cadence cadence, LocalDate stamp, LocalDate first) {
    assertThat(cadence.firstDay(stamp)).isEqualTo(first);
  }
}
