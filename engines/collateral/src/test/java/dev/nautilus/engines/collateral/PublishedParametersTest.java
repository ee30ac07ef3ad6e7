package dev.nautilus.engines.collateral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/// What the engine runs with is what is published, and its file weakens nothing.
class PublishedParametersTest {
  @Test
  void rules_asShipped_areThePublishedOnes() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("collateral", new ClassPathResource("collateral-engine.yml"))
        .forEach(environment.getPropertySources()::addLast);
    CollateralProperties shipped =
        new Binder(ConfigurationPropertySources.get(environment))
            .bind("nautilus.collateral", CollateralProperties.class)
            .get();
    assertThat(shipped.ruleSet()).isEqualTo(RuleSet.REG_T);
    assertThat(shipped.houseMultiplier()).isEqualByComparingTo("1");
    assertThat(shipped.concentrationLimit()).isEqualByComparingTo("0.30");
    assertThat(shipped.foreignHaircut()).isEqualByComparingTo("0.08");
    assertThat(shipped.leastEquity()).isEqualByComparingTo("2000");
    assertThat(shipped.dayTraderEquity()).isEqualByComparingTo("25000");
    assertThat(shipped.callDays()).isBetween(3, 5);
    assertThat(shipped.marginCallDays()).isEqualTo(2);
    assertThat(shipped.index("SPX")).isEqualTo(CollateralProperties.IndexKind.LARGE_INDEX);
    assertThat(shipped.index("AAPL")).isNull();
  }
}
