package dev.nautilus.engines.vpin;

import static org.assertj.core.api.Assertions.assertThat;

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
        new YamlPropertySourceLoader().load("vpin", new ClassPathResource("vpin-engine.yml"));
    assertThat(sources).as("one document, no profiles in it").hasSize(1);
    VpinProperties shipped =
        new Binder(ConfigurationPropertySources.from(sources))
            .bind("nautilus.vpin", VpinProperties.class)
            .get();
    assertThat(shipped.bar().duration()).contains(Duration.ofSeconds(60));
    assertThat(shipped.bucketsPerDay()).isEqualTo(50);
    assertThat(shipped.window()).isEqualTo(50);
    assertThat(shipped.classification()).isEqualTo("NORMAL");
    assertThat(shipped.volumeDays()).isEqualTo(20);
    assertThat(shipped.sigmaDays()).isEqualTo(5);
    assertThat(shipped.history()).isGreaterThanOrEqualTo(Duration.ofDays(14));
    assertThat(shipped.rule().memoryDays()).isInfinite();
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver().getResources("classpath*:vpin-engine*.y*ml"))
        .hasSize(1);
  }
}
