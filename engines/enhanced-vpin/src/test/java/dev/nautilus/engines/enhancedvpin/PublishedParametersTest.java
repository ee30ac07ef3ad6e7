package dev.nautilus.engines.enhancedvpin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.enhancedvpin.method.Regimes;
import dev.nautilus.engines.enhancedvpin.method.SignRule;
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
  @Test
  void settings_shipped_areThePublishedOnes() throws IOException {
    List<PropertySource<?>> sources =
        new YamlPropertySourceLoader()
            .load("enhanced-vpin", new ClassPathResource("enhanced-vpin-engine.yml"));
    assertThat(sources).as("one document, no profiles in it").hasSize(1);
    EnhancedVpinProperties shipped =
        new Binder(ConfigurationPropertySources.from(sources))
            .bind("nautilus.enhanced-vpin", EnhancedVpinProperties.class)
            .get();
    assertThat(shipped.bar().duration()).contains(Duration.ofSeconds(60));
    assertThat(shipped.scales()).containsExactly(25, 50, 100);
    assertThat(shipped.clock()).isEqualTo(50);
    assertThat(shipped.window()).isEqualTo(50);
    assertThat(shipped.classifiers())
        .containsExactly(SignRule.AGGRESSOR, SignRule.LEE_READY, SignRule.TICK);
    assertThat(shipped.zone()).isEqualTo(0.3);
    assertThat(shipped.quoteLag()).isZero();
    assertThat(shipped.flowEvents()).isEqualTo(100);
    assertThat(shipped.flowInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(shipped.forgetting()).isEqualTo(0.99);
    assertThat(shipped.impactBars()).isEqualTo(20);
    assertThat(shipped.gridSize()).isEqualTo(5);
    assertThat(shipped.halfLifeDays()).isEqualTo(20);
    assertThat(shipped.sigmaDays()).isEqualTo(5);
    assertThat(shipped.volumeDays()).isEqualTo(20);
    assertThat(shipped.levels()).isEqualTo(new Regimes(0.90, 0.80, 0.99, 0.95));
    assertThat(shipped.history()).isGreaterThanOrEqualTo(Duration.ofDays(14));
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:enhanced-vpin-engine*.y*ml"))
        .hasSize(1);
  }
}
