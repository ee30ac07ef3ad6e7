package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The jar is loaded by teams on 17 as well; a second run that silently took the first one's Java
/// would prove nothing.
class JavaVersionTest {
  @Test
  @EnabledIfSystemProperty(named = "nautilus.expected.java", matches = "\\d+")
  void run_asTheBuildIntends_isOnThatJava() {
    assertThat(Runtime.version().feature()).isEqualTo(Integer.getInteger("nautilus.expected.java"));
  }
}
