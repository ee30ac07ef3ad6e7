package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.LettuceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettuceTransportTest {

  @ParameterizedTest
  @ValueSource(strings = {"7.5.2.RELEASE", "7.6.0.RELEASE", "6.9.9.RELEASE", "unknown", ""})
  void requireSupported_corruptingOrUnreadableVersion_isRefusedNamingTheProperty(String version) {
    assertThatThrownBy(() -> LettuceTransport.requireSupported(version))
        .isInstanceOf(UnsupportedLettuceException.class)
        .hasMessageContaining("<lettuce.version>7.7.0.RELEASE</lettuce.version>")
        .hasMessageContaining("found " + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.7.0.RELEASE", "7.7.1.RELEASE", "7.10.0.RELEASE", "8.0.0.BETA1"})
  void requireSupported_laterVersion_passes(String version) {
    assertThatCode(() -> LettuceTransport.requireSupported(version)).doesNotThrowAnyException();
  }

  @Test
  void requireSupported_theVersionWeBuildWith_passes() {
    assertThatCode(() -> LettuceTransport.requireSupported(LettuceVersion.getVersion()))
        .doesNotThrowAnyException();
  }
}
