package dev.nautilus.engines.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureInput;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The published parameters are what runs; no profile shortens a window.
class PublishedParametersTest {
  private static final FeatureCatalog CATALOG = FeatureCatalog.standard();

  private static FeaturesProperties shipped() {
    try {
      List<PropertySource<?>> sources =
          new YamlPropertySourceLoader()
              .load("features", new ClassPathResource("features-engine.yml"));
      assertThat(sources).as("one document, no profiles in it").hasSize(1);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind("nautilus.features", FeaturesProperties.class)
          .get();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> features() {
    return shipped().features();
  }

  @ParameterizedTest
  @MethodSource("features")
  void feature_shipped_hasItsPublishedParameters(String call) {
    String name = call.split("\\(", 2)[0];
    FeatureInput input = CATALOG.definition(name).input();
    String spec = input == FeatureInput.CANDLE ? "@1m" : input.id("");
    assertThat(CATALOG.parse(call + spec)).isEqualTo(CATALOG.parse(name + spec));
  }

  @Test
  void history_shipped_makesEveryFeatureReady() {
    FeaturesProperties shipped = shipped();
    for (String call : shipped.features()) {
      if (CATALOG.definition(call.split("\\(", 2)[0]).input() == FeatureInput.CANDLE) {
        shipped
            .specs()
            .forEach(
                (spec, bars) ->
                    assertThat(CATALOG.candleFeature(call + "@" + spec).lookback())
                        .as(call + "@" + spec)
                        .isLessThan(bars));
      }
    }
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:features-engine*.y*ml"))
        .hasSize(1);
  }
}
