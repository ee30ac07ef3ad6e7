package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The jar is loaded on 17 and on 25; the build runs all tests on both and says which it meant.
class RuntimeVersionTest {
  @Test
  @EnabledIfSystemProperty(named = "nautilus.expected.java", matches = "[0-9]+")
  void runtime_ofThisTestRun_isTheOneTheBuildMeant() {
    assertThat(Runtime.version().feature()).isEqualTo(Integer.getInteger("nautilus.expected.java"));
  }
}
