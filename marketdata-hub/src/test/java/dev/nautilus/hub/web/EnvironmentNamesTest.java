package dev.nautilus.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class EnvironmentNamesTest {

  @Test
  void twoNamesThatDisagree_areAConflict() {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("MARKETDATA_CACHE_SIZE", "50000")
            .withProperty("CACHE_SIZE", "70000")
            .withProperty("ENABLE_PREDICTIVE_PREFETCH", "true")
            .withProperty("ENABLE_PREFETCHING", "false");

    assertThat(EnvironmentNames.conflicts(environment))
        .containsExactly(
            "ENABLE_PREDICTIVE_PREFETCH=true wins over ENABLE_PREFETCHING=false",
            "MARKETDATA_CACHE_SIZE=50000 wins over CACHE_SIZE=70000");
  }

  @Test
  void oneNameOrTheSameValue_isNone() {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("CACHE_SIZE", "70000")
            .withProperty("ENABLE_PREDICTIVE_PREFETCH", "true")
            .withProperty("ENABLE_PREFETCHING", "true");

    assertThat(EnvironmentNames.conflicts(environment)).isEmpty();
  }
}
