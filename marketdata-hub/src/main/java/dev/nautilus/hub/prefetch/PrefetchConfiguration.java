package dev.nautilus.hub.prefetch;

import dev.nautilus.hub.desk.Desk;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts prefetching together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrefetchProperties.class)
class PrefetchConfiguration {

  @Bean
  Prefetcher prefetcher(Desk desk, PrefetchProperties properties, MeterRegistry meters) {
    return new Prefetcher(desk, properties, meters);
  }
}
