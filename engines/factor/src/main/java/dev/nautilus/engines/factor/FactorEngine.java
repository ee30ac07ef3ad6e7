package dev.nautilus.engines.factor;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the factor engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FactorProperties.class)
class FactorEngine {
  private static final Duration WAITING = Duration.ofMinutes(1);
  private static final Duration ASKING = Duration.ofHours(1);

  @Bean
  FactorBook factorBook(FactorProperties properties) {
    return new FactorBook(properties);
  }

  @Bean
  EngineDefinition factor(FactorBook book) {
    return EngineDefinition.named("factor")
        .on(MessageType.BAR, book::takes, book::onBar)
        .on(MessageType.FUNDAMENTAL, book::takes, book::onFundamental)
        .emits(
            MessageType.FACTOR_CALCULATION,
            MessageType.FACTOR_COVARIANCE,
            MessageType.ANALYTICS_RESULT)
        .warmUp(book.backfills(), book::onHistory)
        .every(WAITING, book::onTime)
        .every(ASKING, book::onAsking)
        .keeps(
            StateCodec.ofRecord(
                1, book.shape(), FactorBook.State.class, book::state, book::restore))
        .snapshot(book::view)
        .build();
  }
}
