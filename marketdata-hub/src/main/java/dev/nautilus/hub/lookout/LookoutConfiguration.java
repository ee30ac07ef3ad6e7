package dev.nautilus.hub.lookout;

import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.hub.bridge.Bridge;
import dev.nautilus.hub.prefetch.Prefetcher;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the meters together that nobody counts as they happen.
@Configuration(proxyBeanMethods = false)
class LookoutConfiguration {
  /// Looking costs a Redis a scan of its keys; a dashboard is not read more often.
  private static final Duration EVERY = Duration.ofSeconds(10);

  @Bean
  SourceMeters sourceMeters(
      ObjectProvider<VendorConnection> connections, ObjectProvider<VendorsProperties> catalogue) {
    return new SourceMeters(connections.orderedStream().toList(), catalogue.getIfAvailable());
  }

  @Bean
  PrefetchMeters prefetchMeters(Prefetcher prefetcher) {
    return new PrefetchMeters(prefetcher);
  }

  @Bean
  @ConditionalOnProperty(name = "nautilus.bus.enabled", havingValue = "true", matchIfMissing = true)
  RedisLookout redisLookout(
      DualBusConnectionDetails addresses, Bridge bridge, MeterRegistry registry) {
    return new RedisLookout(
        new RedisLookout.Addresses(
            addresses.marketData(), addresses.engineLogic(), bridge::mainWhileCarrying),
        registry,
        EVERY);
  }
}
