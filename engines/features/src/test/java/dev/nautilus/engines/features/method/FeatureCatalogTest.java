package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ids, definitions and sets.
final class FeatureCatalogTest {

  private final FeatureCatalog catalog = FeatureCatalog.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsi(14)@1m | rsi(14)@1m",
        "rsi@1m | rsi(14)@1m",
        " RSI( 14 )@1M | rsi(14)@1m",
        "bb(20)@5m | bb(20,2)@5m",
        "psar@1d | psar(0.02,0.2)@1d",
        "obv@100tick | obv@100tick",
        "microprice@quote | microprice@quote"
      })
  void id_anyForm_becomesCanonical(String text, String canonical) {
    assertThat(catalog.parse(text).text()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rsi",
        "rsi()",
        "rsi(14)",
        "rsi(14)@",
        "rsi(14)@0m",
        "rsi(14)@fast",
        "nope(3)@1m",
        "rsi(x)@1m",
        "rsi(14,2)@1m",
        "rsi(0)@1m",
        "rsi(-3)@1m",
        "rsi(2.5)@1m",
        "rsi(1e9)@1m",
        "rsi(NaN)@1m",
        "rsi(14,)@1m",
        "rsi@quote",
        "microprice@1m",
        "slope(1)@1m",
        "bb(20,-1)@1m"
      })
  void id_malformed_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.parse(text))
        .withMessageContaining("must");
  }

  @Test
  void definitions_each_sayEverything() {
    assertThat(catalog.definitions()).hasSizeGreaterThan(90);
    assertThat(catalog.definitions())
        .allSatisfy(
            definition -> {
              assertThat(definition.title()).isNotBlank();
              assertThat(definition.definition()).isNotBlank();
              assertThat(definition.unit()).isNotBlank();
              assertThat(definition.source()).isNotBlank();
              assertThat(definition.undefined()).isNotBlank();
              assertThat(definition.outputs()).isNotEmpty().doesNotHaveDuplicates();
              assertThat(definition.parameters()).extracting("name").doesNotHaveDuplicates();
            });
  }

  @Test
  void set_otherOrderOrSpelling_hasSameHash() {
    FeatureSet one = catalog.set("a", 1, List.of("rsi@1m", "sma(20)@1m"));
    FeatureSet two = catalog.set("b", 7, List.of("sma(20)@1m", "RSI(14)@1m", "rsi(14)@1m"));
    assertThat(two.hash()).isEqualTo(one.hash()).hasSize(64);
    assertThat(two.features()).hasSize(2);
  }

  @Test
  void set_otherParameter_hasAnotherHash() {
    assertThat(catalog.set("a", 1, List.of("rsi(14)@1m")).hash())
        .isNotEqualTo(catalog.set("a", 1, List.of("rsi(15)@1m")).hash());
  }

  @Test
  void set_emptyOrWrong_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> catalog.set("a", 1, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> catalog.set("a", 0, List.of("rsi@1m")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.set("a", 1, List.of("rsi@1m", "nope@1m")));
  }

  @Test
  void feature_wrongStream_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.candleFeature("spread@quote"))
        .withMessageContaining("candles");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.bookFeature("sma@1m"))
        .withMessageContaining("quotes");
  }

  @Test
  void value_unknownOutput_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.candleFeature("macd@1m").value("foo"))
        .withMessageContaining("[macd, signal, histogram, fast, slow]");
  }
}
