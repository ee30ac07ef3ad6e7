package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the portfolio engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortfolioProperties.class)
class PortfolioEngine {
  private static final Duration ASKING = Duration.ofHours(1);

  @Bean
  PortfolioBook portfolioBook(PortfolioProperties properties) {
    return new PortfolioBook(properties);
  }

  @Bean
  EngineDefinition portfolio(PortfolioBook book, PortfolioProperties properties) {
    return EngineDefinition.named("portfolio")
        .on(MessageType.FILL, book::onFill)
        .on(MessageType.ORDER_REQUEST, book::onOrder)
        .on(MessageType.ORDER_DECISION, book::onDecision)
        .on(MessageType.RISK_STATE, book::onRiskState)
        .on(MessageType.QUOTE, book::onQuote)
        .on(MessageType.NBBO, book::onNbbo)
        .on(MessageType.BAR, book::onBar)
        .on(MessageType.CORPORATE_ACTION, book::onAction)
        .on(MessageType.FACTOR_CALCULATION, book::onFactors)
        .on(MessageType.FACTOR_COVARIANCE, book::onFactorRisk)
        .emits(
            MessageType.FILL,
            MessageType.TRADE_EXECUTION,
            MessageType.POSITION_CHANGE,
            MessageType.PORTFOLIO_UPDATE,
            MessageType.PORTFOLIO_TARGET,
            MessageType.PRICE_UPDATE)
        .warmUp(book.backfills(), book::onHistory)
        .every(properties.valueEvery(), book::onTime)
        .every(ASKING, book::onAsking)
        .keeps(StateCodec.of(2, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
