package dev.nautilus.blocker.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/// The blocker on the health page, where the application has one.
@AutoConfiguration(after = ApiBlockerAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
public final class ApiBlockerHealthAutoConfiguration {

  @Bean
  HealthIndicator apiBlockerHealthIndicator(BlockerPresence presence) {
    return new BlockerHealthIndicator(presence);
  }
}
