package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSupplyIT {
  private static final String NO_SUCH_IMAGE = "nautilus.invalid/no-such-image:1";

  @Test
  void choose_embeddedForced_startsTheBinaryInTheJar() {
    RedisServer redis =
        RedisSupply.choose("embedded", NO_SUCH_IMAGE, null).start(new RedisSettings(true));
    try (redis) {
      assertThat(redis.description()).startsWith("redis-server 6.2");
      assertThat(redis.command("CONFIG", "GET", "appendonly"))
          .isEqualTo(List.of("appendonly", "yes"));
    }
  }

  @Test
  void choose_pathForcedWithoutOne_saysWhatIsMissing(@TempDir Path empty) {
    assertThatThrownBy(() -> RedisSupply.choose("path", NO_SUCH_IMAGE, empty.toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nautilus.test.redis=path, but there is none")
        .hasMessageContaining("a redis-server on the PATH");
  }

  @Test
  void choose_dockerForcedWithoutTheImage_saysWhatIsMissing() {
    assertThatThrownBy(() -> RedisSupply.choose("docker", NO_SUCH_IMAGE, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an engine that has the image " + NO_SUCH_IMAGE);
  }

  @Test
  void choose_unknownKind_isRefused() {
    assertThatThrownBy(() -> RedisSupply.choose("valkey", NO_SUCH_IMAGE, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docker, path or embedded, was 'valkey'");
  }

  @Test
  void choose_nothingForcedAndNothingOnThePath_fallsBackToEmbedded(@TempDir Path empty) {
    RedisServer redis =
        RedisSupply.choose(null, NO_SUCH_IMAGE, empty.toString()).start(new RedisSettings(false));
    try (redis) {
      assertThat(redis.description()).startsWith("redis-server 6.2");
    }
  }
}
