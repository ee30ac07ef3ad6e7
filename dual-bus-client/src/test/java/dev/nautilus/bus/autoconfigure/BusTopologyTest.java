package dev.nautilus.bus.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusAddress.Layout;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// Buses behind sentinels and on clusters, as properties say them. Nobody is there.
class BusTopologyTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  DualBusAutoConfiguration.class, DualBusRedisAutoConfiguration.class))
          .withPropertyValues(
              "nautilus.bus.market-data-url=redis://localhost:1",
              "nautilus.bus.password=from-a-file",
              "nautilus.bus.engine=risk",
              "nautilus.bus.drain-timeout=0s");

  @Test
  void engineLogicUrl_ofSentinels_isThatOfSpringDataRedisToo() {
    runner
        .withPropertyValues(
            "nautilus.bus.engine-logic-url=redis-sentinel://localhost:1,localhost:2#el")
        .run(
            context -> {
              var details = context.getBean(DualBusConnectionDetails.class);
              assertThat(details.engineLogic().layout()).isEqualTo(new Layout.Sentinel("el"));
              assertThat(details.engineLogic().username()).isEqualTo("risk");
              var sentinels =
                  Objects.requireNonNull(
                      context.getBean(LettuceConnectionFactory.class).getSentinelConfiguration());
              assertThat(Objects.requireNonNull(sentinels.getMaster()).getName()).isEqualTo("el");
              assertThat(sentinels.getSentinels())
                  .extracting(RedisNode::getPort)
                  .containsExactlyInAnyOrder(1, 2);
              assertThat(sentinels.getUsername()).isEqualTo("risk");
            });
  }

  @Test
  void engineLogicUrl_ofACluster_isThatOfSpringDataRedisToo() {
    runner
        .withPropertyValues(
            "nautilus.bus.engine-logic-url=redis-cluster://localhost:1,localhost:2",
            "nautilus.bus.replicas-to-wait=1",
            "nautilus.bus.replicas-timeout=200ms")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              var cluster =
                  Objects.requireNonNull(
                      context.getBean(LettuceConnectionFactory.class).getClusterConfiguration());
              assertThat(cluster.getClusterNodes())
                  .extracting(RedisNode::getPort)
                  .containsExactlyInAnyOrder(1, 2);
              assertThat(context.getBean(DualBusProperties.class).options().replicasToWait())
                  .isEqualTo(1);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis-cluster://localhost:1", "redis-sentinel://localhost:1#main"})
  void mainUrl_ofMoreThanOneRedis_isRefusedWithTheReason(String url) {
    runner
        .withPropertyValues(
            "nautilus.bus.engine-logic-url=redis://localhost:1", "nautilus.bus.main-url=" + url)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("main Redis must be one Redis"));
  }
}
