package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was confirmed outlasts a restart under the ACL files of `redis/`. Redis reads its file as
/// the user `default`, and leaves out, with a line in its log only, what that user may not run.
class GuardedRestartIT {

  @ParameterizedTest
  @CsvSource({
    "users-engine-logic-bus.acl, {el:risk:9}",
    "users-engine-logic-bus-6.2.acl, {el:risk:9}",
    "users-main.acl, nautilus-risk-streams",
    "users-main-6.2.acl, nautilus-risk-streams"
  })
  void transaction_ofAUser_isThereAfterARestart(String template, String stream) throws IOException {
    Optional<Path> onPath = GuardedRedis.onPath();
    assumeThat(onPath).as("needs redis-server 7 or later on the PATH").isPresent();
    Path executable = template.contains("6.2") ? GuardedRedis.embedded() : onPath.orElseThrow();
    try (GuardedRedis redis = GuardedRedis.start(executable, template)) {
      RedisClient client = RedisClient.create(redis.url("risk"));
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        RedisCommands<String, String> risk = connection.sync();
        risk.multi();
        risk.xadd(stream, Map.of("f", "first"));
        risk.xadd(stream, Map.of("f", "second"));
        assertThat(risk.exec()).hasSize(2);

        redis.restart();
      } finally {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      }
      assertThat(length(redis, stream)).isEqualTo(2);
      assertThat(redis.call("PING")).startsWith("-NOAUTH");
    }
  }

  private static long length(GuardedRedis redis, String stream) {
    RedisClient client = RedisClient.create(redis.url("risk"));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return connection.sync().xlen(stream);
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }
}
