package dev.nautilus.engines.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.quant.performance.PerformanceRule;
import java.io.IOException;
import java.util.Arrays;
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
  private static AnalyticsProperties shipped() {
    try {
      List<PropertySource<?>> sources =
          new YamlPropertySourceLoader()
              .load("analytics", new ClassPathResource("analytics-engine.yml"));
      assertThat(sources).as("one document, no profiles in it").hasSize(1);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind("nautilus.analytics", AnalyticsProperties.class)
          .get();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rule_shipped_isOfDaysAgainstNothing() {
    assertThat(shipped().rule()).isEqualTo(PerformanceRule.DAILY);
  }

  @Test
  void windows_are_aMonthAQuarterAYearAndAll() {
    assertThat(Arrays.stream(Window.values()).map(each -> each.code() + "=" + each.days()))
        .containsExactly("1m=21", "3m=63", "1y=252", "all=2");
  }

  @Test
  void history_shipped_fillsEveryWindow() {
    assertThat(Window.values())
        .allSatisfy(each -> assertThat(shipped().historyDays()).isGreaterThan(each.days()));
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:analytics-engine*.y*ml"))
        .hasSize(1);
  }
}
