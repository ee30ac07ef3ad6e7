package dev.nautilus.engines.analytics;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the analytics engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalyticsProperties.class)
class AnalyticsEngine {
  private static final Duration REFRESH = Duration.ofHours(1);

  @Bean
  AnalyticsBook analyticsBook(AnalyticsProperties properties) {
    return new AnalyticsBook(properties);
  }

  @Bean
  EngineDefinition analytics(AnalyticsBook book) {
    return EngineDefinition.named("analytics")
        .on(MessageType.PORTFOLIO_UPDATE, book::onPortfolio)
        .on(MessageType.ORDER_REQUEST, book::onRequest)
        .on(MessageType.ORDER_DECISION, book::onDecision)
        .on(MessageType.FILL, book::onFill)
        .on(MessageType.BAR, book::onBar)
        .on(MessageType.ANALYTICS_RESULT, book::onResult)
        .on(MessageType.BACKTEST_COMPLETE, book::onBacktest)
        .emits(MessageType.ANALYTICS_RESULT)
        .warmUp(book.backfills(), book::onHistory)
        .every(REFRESH, book::onTime)
        .keeps(StateCodec.of(1, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
