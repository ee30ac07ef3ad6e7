package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/// One health indicator per bus, where the application has a health page.
@AutoConfiguration(after = DualBusAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(DualBusClient.class)
public final class DualBusHealthAutoConfiguration {

  @Bean
  HealthIndicator marketDataBusHealthIndicator(DualBusClient bus) {
    return new BusHealthIndicator(bus, Bus.MARKET_DATA);
  }

  @Bean
  HealthIndicator engineLogicBusHealthIndicator(DualBusClient bus) {
    return new BusHealthIndicator(bus, Bus.ENGINE_LOGIC);
  }
}
