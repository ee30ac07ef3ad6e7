package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.DualBusClient;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/// The endpoint that moves an engine, where the application has an actuator; exposed like any other
/// by `management.endpoints.web.exposure.include`.
@AutoConfiguration(after = DualBusAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(DualBusClient.class)
public final class DualBusEndpointAutoConfiguration {

  @Bean
  BusModeEndpoint busModeEndpoint(DualBusClient bus) {
    return new BusModeEndpoint(bus);
  }
}
