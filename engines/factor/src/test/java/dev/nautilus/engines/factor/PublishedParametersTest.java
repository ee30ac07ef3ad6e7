package dev.nautilus.engines.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.factor.method.Styles;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/// The windows that the engine runs with are the published ones, and its file shortens none.
class PublishedParametersTest {
  @Test
  void windows_asShipped_areThePublishedOnes() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("factor", new ClassPathResource("factor-engine.yml"))
        .forEach(environment.getPropertySources()::addLast);
    FactorProperties shipped =
        new Binder(ConfigurationPropertySources.get(environment))
            .bind("nautilus.factor", FactorProperties.class)
            .get();
    assertThat(shipped.volatilityHalfLife()).isEqualTo(90);
    assertThat(shipped.correlationHalfLife()).isEqualTo(480);
    assertThat(shipped.lags()).isEqualTo(5);
    assertThat(shipped.winsor()).isEqualTo(0.05);
    assertThat(shipped.residualizeStyles()).isTrue();
    assertThat(shipped.historyDays())
        .as("momentum and enough days for a covariance")
        .isGreaterThan(Styles.MOMENTUM_DAYS + Styles.MOMENTUM_LAG + shipped.covarianceDays());
    assertThat(Styles.MOMENTUM_DAYS).isEqualTo(504);
    assertThat(Styles.MOMENTUM_LAG).isEqualTo(20);
    assertThat(Styles.MOMENTUM_HALF_LIFE).isEqualTo(126);
  }
}
