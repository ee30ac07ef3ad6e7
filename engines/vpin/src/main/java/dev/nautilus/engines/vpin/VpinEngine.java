package dev.nautilus.engines.vpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the VPIN engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VpinProperties.class)
class VpinEngine {
  private static final Duration TICK = Duration.ofSeconds(1);

  @Bean
  VpinBook vpinBook(VpinProperties properties) {
    return new VpinBook(properties);
  }

  @Bean
  EngineDefinition vpin(VpinBook book) {
    return EngineDefinition.named("vpin")
        .on(MessageType.TRADE, book::onTrade)
        .on(MessageType.BAR, book::onBar)
        .emits(MessageType.VPIN_CALCULATION)
        .warmUp(book.backfills(), book::onHistory)
        .every(TICK, book::onTime)
        .snapshot(book::view)
        .build();
  }
}
