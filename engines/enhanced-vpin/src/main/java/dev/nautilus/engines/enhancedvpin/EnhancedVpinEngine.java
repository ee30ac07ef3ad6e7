package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the enhanced VPIN engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnhancedVpinProperties.class)
class EnhancedVpinEngine {
  private static final Duration TICK = Duration.ofSeconds(1);

  @Bean
  ToxicityBook toxicityBook(EnhancedVpinProperties properties) {
    return new ToxicityBook(properties);
  }

  @Bean
  EngineDefinition enhancedVpin(ToxicityBook book) {
    return EngineDefinition.named("enhanced-vpin")
        .on(MessageType.TRADE, book::onTrade)
        .on(MessageType.BAR, book::onBar)
        .on(MessageType.NBBO, book::onNbbo)
        .on(MessageType.QUOTE, book::onQuote)
        .on(MessageType.VPIN_CALCULATION, book::onVpin)
        .emits(MessageType.TOXICITY, MessageType.TOXICITY_ALERT)
        .warmUp(book.backfills(), book::onHistory)
        .every(TICK, book::onTime)
        .snapshot(book::view)
        .build();
  }
}
