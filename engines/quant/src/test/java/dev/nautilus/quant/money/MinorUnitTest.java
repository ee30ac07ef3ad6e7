package dev.nautilus.quant.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MinorUnitTest {
  @Test
  void round_halfwayBetweenTwoCents_goesToTheEvenOne() {
    assertThat(MinorUnit.round(new BigDecimal("0.125"), "USD")).isEqualTo("0.12");
    assertThat(MinorUnit.round(new BigDecimal("0.135"), "USD")).isEqualTo("0.14");
    assertThat(MinorUnit.round(new BigDecimal("-0.125"), "USD")).isEqualTo("-0.12");
  }

  @Test
  void digits_ofCurrenciesAndCoins_areTheirs() {
    assertThat(MinorUnit.digits("JPY")).isZero();
    assertThat(MinorUnit.digits("KWD")).isEqualTo(3);
    assertThat(MinorUnit.digits("BTC")).isEqualTo(8);
    assertThat(MinorUnit.digits("USDT")).isEqualTo(8);
    assertThat(MinorUnit.digits("no such code")).isEqualTo(8);
    assertThat(MinorUnit.digits("XAU")).as("ISO knows no minor unit of gold").isZero();
  }
}
