package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.lettuce.RedisTls;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
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
    var configuration = new RedisStandaloneConfiguration(address.host(), address.port());
    configuration.setUsername(address.username());
    if (address.password() != null) {
      configuration.setPassword(address.password());
    }
    var client =
        LettuceClientConfiguration.builder()
            .commandTimeout(properties.commandTimeout())
            .clientOptions(RedisTls.clientOptions(address));
    if (address.tls()) {
      client.useSsl();
    }
    return new LettuceConnectionFactory(configuration, client.build());
  }
}
