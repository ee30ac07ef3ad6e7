package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.InstrumentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaSymbolTest {
  @ParameterizedTest
  @CsvSource({
    "AAPL, AAPL",
    "BRK-B, BRK-B",
    "VOD.L, VOD.LON",
    "MBG.DE, MBG.DEX",
    "SHOP.TO, SHOP.TRT",
    "EURUSD=X, FOREX:EUR",
    "JPY=X, FOREX:USD",
    "BTC-USD, CRYPTO:BTC"
  })
  void symbol_asTheHubWritesIt_isWhatNewsCallIt(String ours, String theirs) {
    assertThat(AlphaSymbol.of(InstrumentId.of(ours)).orElseThrow().newsTicker()).isEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^MOVE", "FRED:GDP", "AV:CPI", "DBN:IMF/WEO", "ES=F", "A&B"})
  void symbol_ofSomethingElse_isNone(String ours) {
    assertThat(AlphaSymbol.of(InstrumentId.of(ours))).isEmpty();
  }

  @Test
  void economic_namesWithParameters_areUnderstood() {
    assertThat(EconomicFunction.choice(InstrumentId.of("AV:TREASURY_YIELD/daily/2year")))
        .contains(new EconomicFunction.Choice(EconomicFunction.TREASURY_YIELD, "daily", "2year"));
    assertThat(EconomicFunction.choice(InstrumentId.of("AV:CPI"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AV:NOSUCH", "AV:CPI/daily", "AV:CPI/monthly/2year", "AV:CPI/a/b/c"})
  void economic_namesThatTheVendorDoesNotHave_areNone(String name) {
    InstrumentId instrument = InstrumentId.of(name);
    assertThat(EconomicFunction.isOurs(instrument)).isTrue();
    assertThat(EconomicFunction.choice(instrument)).isEmpty();
  }
}
