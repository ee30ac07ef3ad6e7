package dev.nautilus.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.lettuce.RedisTls;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisCluster;
import dev.nautilus.hub.Samples;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisQuotaBookIT {
  private static final Source ALPHA = Source.of("alpha_vantage");
  private static final Duration KEPT = Duration.ofHours(26);

  private static LettuceConnectionFactory connect(BusServers servers) {
    URI url = URI.create(servers.engineLogic().url());
    LettuceConnectionFactory factory =
        new LettuceConnectionFactory(
            new RedisStandaloneConfiguration(url.getHost(), url.getPort()));
    factory.afterPropertiesSet();
    factory.start();
    return factory;
  }

  @Test
  void counts_ofTwoHubs_addUpAndSurviveARestartOfRedis() {
    try (BusServers servers = BusServers.startAppendOnly()) {
      LettuceConnectionFactory connections = connect(servers);
      RedisQuotaBook one = new RedisQuotaBook(connections);
      RedisQuotaBook other = new RedisQuotaBook(connections);
      assertThat(one.add(ALPHA, "day", 500, 3, KEPT)).isEqualTo(3);
      assertThat(other.add(ALPHA, "day", 500, 2, KEPT)).isEqualTo(5);
      one.add(ALPHA, "day", 501, 1, KEPT);
      one.quiet(ALPHA, Samples.NOON, Duration.ofMinutes(10));
      connections.destroy();

      servers.engineLogic().kill();
      servers.engineLogic().restart();

      LettuceConnectionFactory again = connect(servers);
      RedisQuotaBook after = new RedisQuotaBook(again);
      assertThat(after.calls(ALPHA, "day")).isEqualTo(Map.of(500L, 5L, 501L, 1L));
      assertThat(after.calls(Source.of("fred"), "day")).isEmpty();
      assertThat(after.quietUntil(ALPHA)).contains(Samples.NOON);
      again.destroy();
    }
  }

  @Test
  void book_growsNotForEver_andSkipsWhatIsNoCount() {
    try (BusServers servers = BusServers.startAppendOnly()) {
      LettuceConnectionFactory connections = connect(servers);
      StringRedisTemplate redis = new StringRedisTemplate(connections);
      redis.opsForHash().put("hub:quota:alpha_vantage:day", "7", "many");
      RedisQuotaBook book = new RedisQuotaBook(connections);

      book.add(ALPHA, "day", 500, 1, KEPT);
      book.add(ALPHA, "day", 600, 1, KEPT);

      assertThat(book.calls(ALPHA, "day")).containsOnlyKeys(600L);
      assertThat(redis.getExpire("hub:quota:alpha_vantage:day")).isPositive();
      connections.destroy();
    }
  }

  @Test
  @EnabledIf("dev.nautilus.bus.testkit.RedisCluster#isPossible")
  void book_onAClusterWhoseMasterDies_goesOnWithWhoeverTookOver() {
    try (RedisCluster redis = RedisCluster.start()) {
      BusAddress address = BusAddress.of(redis.url(), 1);
      RedisClusterConfiguration nodes = new RedisClusterConfiguration();
      address.nodes().forEach(node -> nodes.clusterNode(node.host(), node.port()));
      LettuceConnectionFactory connections =
          new LettuceConnectionFactory(
              nodes,
              LettuceClientConfiguration.builder()
                  .commandTimeout(Duration.ofSeconds(5))
                  .clientOptions(RedisTls.clientOptions(address))
                  .build());
      connections.afterPropertiesSet();
      connections.start();
      RedisQuotaBook book = new RedisQuotaBook(connections);
      assertThat(book.add(ALPHA, "day", 500, 3, KEPT)).isEqualTo(3);
      redis.killOwner(redis.slot("hub:quota:alpha_vantage:day"));

      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(book.add(ALPHA, "day", 501, 1, KEPT)).isPositive());
      assertThat(book.calls(ALPHA, "day")).containsKey(501L);
      connections.destroy();
    }
  }
}
