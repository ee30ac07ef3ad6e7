package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusAddress.Layout;
import dev.nautilus.bus.lettuce.RedisTls;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// For applications that keep keys of their own: spring-data-redis on the durable Engine Logic
/// Redis. Without it Boot would connect to 6379, which belongs to engines not yet migrated.
@AutoConfiguration(
    after = DualBusAutoConfiguration.class,
    beforeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBean(DualBusConnectionDetails.class)
public final class DualBusRedisAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(RedisConnectionFactory.class)
  LettuceConnectionFactory engineLogicRedis(
      DualBusConnectionDetails details, DualBusProperties properties) {
    BusAddress address = details.engineLogic();
    var client =
        LettuceClientConfiguration.builder()
            .commandTimeout(properties.commandTimeout())
            .clientOptions(RedisTls.clientOptions(address));
    if (address.tls()) {
      client.useSsl();
    }
    return factory(address, client.build());
  }

  private static LettuceConnectionFactory factory(
      BusAddress address, LettuceClientConfiguration client) {
    if (address.layout() instanceof Layout.Sentinel sentinel) {
      var configuration = new RedisSentinelConfiguration().master(sentinel.master());
      address.nodes().forEach(node -> configuration.sentinel(node.host(), node.port()));
      return new LettuceConnectionFactory(entered(configuration, address), client);
    }
    if (address.isCluster()) {
      var configuration = new RedisClusterConfiguration();
      address.nodes().forEach(node -> configuration.clusterNode(node.host(), node.port()));
      return new LettuceConnectionFactory(entered(configuration, address), client);
    }
    return new LettuceConnectionFactory(
        entered(new RedisStandaloneConfiguration(address.host(), address.port()), address), client);
  }

  private static <C extends RedisConfiguration & RedisConfiguration.WithAuthentication> C entered(
      C configuration, BusAddress address) {
    configuration.setUsername(address.username());
    if (address.password() != null) {
      configuration.setPassword(address.password());
    }
    return configuration;
  }
}
