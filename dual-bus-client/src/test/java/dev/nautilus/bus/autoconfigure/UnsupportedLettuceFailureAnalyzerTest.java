package dev.nautilus.bus.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.lettuce.UnsupportedLettuceException;
import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class UnsupportedLettuceFailureAnalyzerTest {

  @Test
  void analysis_isFoundBySpringAndNamesTheProperty() throws Exception {
    FailureAnalyzer analyzer =
        // Boot's own analyzers want a bean factory; only ours matters here.
        SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
            .load(
                FailureAnalyzer.class,
                SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {}))
            .stream()
            .filter(UnsupportedLettuceFailureAnalyzer.class::isInstance)
            .findFirst()
            .orElseThrow();
    Constructor<UnsupportedLettuceException> constructor =
        UnsupportedLettuceException.class.getDeclaredConstructor(String.class);
    constructor.setAccessible(true);
    FailureAnalysis analysis =
        analyzer.analyze(
            new IllegalStateException("start failed", constructor.newInstance("7.5.2.RELEASE")));
    assertThat(analysis).isNotNull();
    assertThat(analysis.getAction())
        .contains("<lettuce.version>7.7.0.RELEASE</lettuce.version>")
        .contains("nautilus-bom");
    assertThat(analysis.getDescription()).contains("7.5.2.RELEASE");
  }
}
