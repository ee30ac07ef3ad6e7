package dev.nautilus.blocker.autoconfigure;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/// The page `apiblocker`, where the application has an actuator and exposes it.
@AutoConfiguration(after = ApiBlockerAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
public final class ApiBlockerEndpointAutoConfiguration {

  @Bean
  ApiBlockerEndpoint apiBlockerEndpoint(BlockerPresence presence) {
    return new ApiBlockerEndpoint(presence);
  }
}
