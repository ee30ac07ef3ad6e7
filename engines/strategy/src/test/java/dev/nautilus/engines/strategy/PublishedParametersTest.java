package dev.nautilus.engines.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.strategy.method.TradingSchedule.Rebalance;
import dev.nautilus.message.BarSpec;
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
  static StrategyProperties shipped() {
    try {
      List<PropertySource<?>> sources =
          new YamlPropertySourceLoader()
              .load("strategy", new ClassPathResource("strategy-engine.yml"));
      assertThat(sources).as("one document, no profiles in it").hasSize(1);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind("nautilus.strategy", StrategyProperties.class)
          .get();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rules_shipped_areThePublishedOnes() {
    StrategyProperties shipped = shipped();
    assertThat(shipped.answerWithin()).isEqualTo(Duration.ofMillis(50));
    assertThat(shipped.staleBars()).isEqualTo(2);
    assertThat(shipped.ordersPerSecond()).isEqualTo(100);
    assertThat(shipped.plans().values())
        .allSatisfy(plan -> assertThat(plan.exits().loss()).isPositive())
        .filteredOn(plan -> plan.kind() != Plan.Kind.MOMENTUM)
        .allSatisfy(plan -> assertThat(plan.lookback()).as("Donchian, Bollinger").isEqualTo(20));
    Plan momentum = requireNonNull(shipped.plans().get("momentum"));
    assertThat(momentum.bar()).isEqualTo(BarSpec.DAY);
    assertThat(momentum.lookback()).as("twelve months").isEqualTo(252);
    assertThat(momentum.skip()).as("without the newest").isEqualTo(21);
    assertThat(momentum.schedule().rebalance()).isEqualTo(Rebalance.MONTH);
    Plan.Exits turtle = requireNonNull(shipped.plans().get("breakout")).exits();
    assertThat(turtle.atrLoss()).isEqualTo(2);
    assertThat(turtle.atr()).isEqualTo(20);
    assertThat(requireNonNull(shipped.plans().get("trend")).exits().atr())
        .as("Wilder")
        .isEqualTo(14);
    assertThat(requireNonNull(shipped.plans().get("crossover")).fast())
        .isEqualTo("macd(12,26,9)@1m");
  }

  @Test
  void plans_shipped_coverEveryKindAndRunTogether() {
    Strategies strategies = new Strategies(shipped());
    assertThat(strategies.all().stream().map(run -> run.plan().kind()).distinct())
        .containsExactlyInAnyOrder(Plan.Kind.values());
    assertThat(strategies.all().stream().map(run -> run.plan().sizing().method()).distinct())
        .containsExactlyInAnyOrder(Plan.Method.values());
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:strategy-engine*.y*ml"))
        .hasSize(1);
  }
}
