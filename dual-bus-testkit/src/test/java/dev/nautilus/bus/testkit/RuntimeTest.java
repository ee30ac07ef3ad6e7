package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The kit is loaded by teams on 17; this shows that the second run of the tests is on 17 indeed.
class RuntimeTest {
  @Test
  @EnabledIfSystemProperty(named = "nautilus.expected.java", matches = ".+")
  void runtime_version_isTheOneTheBuildMeant() {
    assertThat(Runtime.version().feature()).isEqualTo(Integer.getInteger("nautilus.expected.java"));
  }
}
