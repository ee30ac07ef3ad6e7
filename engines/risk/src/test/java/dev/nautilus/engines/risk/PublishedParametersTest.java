package dev.nautilus.engines.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.risk.method.EwmaVariance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The published parameters are what runs; no profile shortens a window.
class PublishedParametersTest {
  static RiskProperties shipped() {
    try {
      List<PropertySource<?>> sources =
          new YamlPropertySourceLoader().load("risk", new ClassPathResource("risk-engine.yml"));
      assertThat(sources).as("one document, no profiles in it").hasSize(1);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind("nautilus.risk", RiskProperties.class)
          .get();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void measures_shipped_areThePublishedOnes() {
    RiskProperties.Measures measures = shipped().measures();
    assertThat(measures.window()).isEqualTo(500);
    assertThat(measures.backtestDays()).isEqualTo(250);
    assertThat(measures.alphas()).containsExactly(0.05, 0.01);
    assertThat(measures.lambda()).isEqualTo(EwmaVariance.DAILY_LAMBDA);
    assertThat(measures.decay()).isEqualTo(0.98);
    assertThat(measures.historyDays())
        .as("days of the calendar that hold window and back-test")
        .isGreaterThanOrEqualTo((500 + 250) * 365 / 252);
  }

  @Test
  void orders_shipped_areDecidedWithinFiftyMilliseconds() {
    RiskProperties.PreTradeSettings orders = shipped().preTrade();
    assertThat(orders.answerWithin()).isEqualTo(Duration.ofMillis(50));
    assertThat(orders.stalePrice()).isEqualTo(Duration.ofSeconds(60));
    assertThat(orders.ordersPerSecond()).isEqualTo(100);
    assertThat(orders.allowMixed()).isFalse();
  }

  @Test
  void instruments_shipped_allHaveRules() {
    RiskProperties shipped = shipped();
    assertThat(shipped.symbols())
        .allSatisfy(symbol -> assertThat(shipped.rules(symbol)).isNotNull());
    assertThat(shipped.scenarios()).containsKeys("market-down-10", "market-down-20");
    assertThat(requireNonNull(shipped.scenarios().get("market-down-10"))).containsEntry("*", -0.1);
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver().getResources("classpath*:risk-engine*.y*ml"))
        .hasSize(1);
  }
}
