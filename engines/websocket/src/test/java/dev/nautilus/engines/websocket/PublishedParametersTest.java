package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.engines.websocket.method.Outbound;
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
import org.springframework.util.unit.DataSize;

/// The published limits are what runs; no profile changes them.
class PublishedParametersTest {
  private static WebsocketProperties shipped() throws IOException {
    List<PropertySource<?>> sources =
        new YamlPropertySourceLoader()
            .load("websocket", new ClassPathResource("websocket-engine.yml"));
    assertThat(sources).as("one document, no profiles in it").hasSize(1);
    return new Binder(ConfigurationPropertySources.from(sources))
        .bind("nautilus.websocket", WebsocketProperties.class)
        .get();
  }

  @Test
  void limits_shipped_areThePublishedOnes() throws IOException {
    for (WebsocketProperties each : List.of(shipped(), Fixtures.properties())) {
      assertThat(each.sendTimeLimit()).isEqualTo(Duration.ofSeconds(10));
      assertThat(each.bufferLimit()).isEqualTo(DataSize.ofKilobytes(512));
      assertThat(each.overflow()).isEqualTo(Outbound.Overflow.TERMINATE);
      assertThat(each.maxSubscriptions()).isEqualTo(200);
      assertThat(each.maxFrame()).isEqualTo(DataSize.ofKilobytes(64));
      assertThat(each.ping()).isEqualTo(Duration.ofSeconds(20));
      assertThat(each.opsPerSecond()).isEqualTo(20);
      assertThat(each.maxSessions()).isGreaterThanOrEqualTo(1_000);
      assertThat(each.allowedOrigins()).as("other origins").isEmpty();
    }
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:websocket-engine*.y*ml"))
        .hasSize(1);
  }

  @Test
  void origins_anyPage_isRefused() {
    assertThatThrownBy(() -> Fixtures.properties("allowed-origins", "*"))
        .rootCause()
        .hasMessageContaining("must name each origin");
  }
}
