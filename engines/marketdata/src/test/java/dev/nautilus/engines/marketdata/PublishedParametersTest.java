package dev.nautilus.engines.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/// The windows that the engine runs with are the stated ones, and its file shortens none of them.
class PublishedParametersTest {

  private static MarketdataProperties shipped() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("marketdata", new ClassPathResource("marketdata-engine.yml"))
        .forEach(environment.getPropertySources()::addLast);
    return new Binder(ConfigurationPropertySources.get(environment))
        .bind("nautilus.marketdata", MarketdataProperties.class)
        .get();
  }

  @Test
  void windows_asShipped_areTheStatedOnes() throws IOException {
    MarketdataProperties shipped = shipped();
    assertThat(shipped.lateness()).isEqualTo(Duration.ofSeconds(2));
    assertThat(shipped.gapTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(shipped.staleQuote()).isEqualTo(Duration.ofSeconds(5));
    assertThat(shipped.dailyBars()).as("three years").isEqualTo(756);
    assertThat(shipped.tapeSilence()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void specs_asShipped_holdEveryKind() throws IOException {
    List<String> kinds =
        shipped().specs().stream().map(spec -> spec.replaceAll(":.*", "")).toList();
    assertThat(kinds)
        .contains("10s", "1m", "1h", "1d", "tick", "volume", "dollar", "renko_bps", "heikin_ashi")
        .contains("tick_imbalance", "volume_imbalance", "dollar_imbalance", "adaptive_imbalance")
        .contains("tick_runs", "volume_runs", "dollar_runs");
  }

  @Test
  void session_asShipped_knowsHalfDaysAndHolidays() throws IOException {
    MarketdataProperties shipped = shipped();
    var shares = shipped.calendar(InstrumentId.of("AAPL"));
    assertThat(shares.isOpen(Instant.parse("2026-11-27T17:59:00Z"))).isTrue();
    assertThat(shares.isOpen(Instant.parse("2026-11-27T18:00:00Z"))).isFalse();
    assertThat(shares.isOpen(Instant.parse("2026-12-25T16:00:00Z"))).isFalse();
    assertThat(shipped.calendar(InstrumentId.of("BTC-USD")).isOpen(Instant.EPOCH)).isTrue();
  }

  @Test
  void spec_ofNoKind_isRefusedWithTheKindsThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BarKinds.check(BarSpec.of("range:10")))
        .withMessageContaining("dollar_imbalance");
    assertThatIllegalArgumentException().isThrownBy(() -> BarKinds.check(BarSpec.of("tick:0")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BarKinds.check(BarSpec.of("adaptive_imbalance:1.5")))
        .withMessageContaining("whole number");
    assertThatIllegalArgumentException().isThrownBy(() -> BarKinds.check(BarSpec.of("1w")));
    assertThatIllegalArgumentException().isThrownBy(() -> BarKinds.check(BarSpec.of("1mo")));
  }
}
