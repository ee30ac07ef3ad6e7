package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.Blocker;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Tells of direct calls in the log and, where there is a registry, in a meter.
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
public final class ApiBlockerAutoConfiguration {

  @Bean
  BlockerPresence blockerPresence(Environment environment) {
    return BlockerPresence.of(Blocker.running(), environment);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  AttemptJournal attemptJournal() {
    return new AttemptJournal(Blocker.running(), System::nanoTime);
  }

  /// Apart, because Micrometer need not be there.
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class Meters {

    @Bean(initMethod = "start", destroyMethod = "close")
    AttemptMeters attemptMeters(BlockerPresence presence, ObjectProvider<MeterRegistry> registry) {
      return new AttemptMeters(presence, Optional.ofNullable(registry.getIfAvailable()));
    }
  }
}
