package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the strategy engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StrategyProperties.class)
class StrategyEngine {
  /// Silence is told to half of the time risk has.
  private static final Duration TICK = Duration.ofMillis(25);

  @Bean
  StrategyBook strategyBook(StrategyProperties properties) {
    return new StrategyBook(properties);
  }

  @Bean
  EngineDefinition strategy(StrategyBook book) {
    return EngineDefinition.named("strategy")
        .on(MessageType.ORDER_DECISION, book::onDecision)
        .on(MessageType.RISK_STATE, book::onRiskState)
        .on(MessageType.POSITION_CHANGE, book::onPosition)
        .on(MessageType.PORTFOLIO_UPDATE, book::onWorth)
        .on(MessageType.LIQUIDATION_REQUEST, book::onLiquidation)
        .on(MessageType.MARGIN_CALL, book::onMarginCall)
        .on(MessageType.FILL, book::onFill)
        .on(MessageType.BAR, book::onBar)
        .on(MessageType.FEATURE_VECTOR, book::onFeatures)
        .on(MessageType.ML_PREDICTION, book::onPrediction)
        .on(MessageType.TOXICITY, book::onToxicity)
        .on(MessageType.TOXICITY_ALERT, book::onToxicityAlert)
        .emits(MessageType.STRATEGY_SIGNAL, MessageType.ORDER_REQUEST, MessageType.ORDER_DECISION)
        .warmUp(book.backfills(), book::onHistory)
        .every(TICK, book::onTime)
        .keeps(StateCodec.of(2, "strategies with their plans", book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
