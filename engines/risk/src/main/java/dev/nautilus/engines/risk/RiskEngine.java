package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.EngineFigure;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the risk engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RiskProperties.class)
class RiskEngine {
  /// An order that waits too long is told to a fifth of the time it may wait.
  private static final Duration TICK = Duration.ofMillis(10);

  private static final Duration ASKING = Duration.ofHours(1);

  @Bean
  Market market(RiskProperties properties) {
    return new Market(properties);
  }

  @Bean
  RiskBook riskBook(RiskProperties properties, Market market) {
    return new RiskBook(properties, market);
  }

  @Bean
  HandControls handControls(RiskBook book, Market market) {
    return new HandControls(book, market);
  }

  @Bean
  EngineFigure halted() {
    return EngineFigure.of("halted", RiskView.class, RiskView::halted);
  }

  @Bean
  EngineDefinition risk(RiskBook book, Market market) {
    return EngineDefinition.named("risk")
        .on(MessageType.ORDER_REQUEST, book::onOrder)
        .on(MessageType.ORDER_DECISION, book::onDecision)
        .on(MessageType.POSITION_CHANGE, book::onPosition)
        .on(MessageType.PORTFOLIO_UPDATE, book::onWorth)
        .on(MessageType.MARGIN_UPDATE, book::onMargin)
        .on(MessageType.BAR, book::onBar)
        .on(MessageType.NBBO, book::onNbbo)
        .on(MessageType.FACTOR_CALCULATION, book::onFactors)
        .on(MessageType.FACTOR_COVARIANCE, book::onCovariance)
        .on(MessageType.TOXICITY, book::onToxicity)
        .on(MessageType.TOXICITY_ALERT, book::onToxicityAlert)
        .emits(
            MessageType.ORDER_DECISION,
            MessageType.RISK_METRIC,
            MessageType.RISK_LIMIT_BREACH,
            MessageType.RISK_STATE,
            MessageType.RISK_ALERT,
            MessageType.FLASH_CRASH_ALERT,
            MessageType.STRESS_TEST_RESULT,
            MessageType.SYSTEM_COORDINATION)
        .warmUp(market.backfills(), book::onHistory)
        .every(TICK, book::onTime)
        .every(ASKING, (now, outbox) -> market.ask(outbox))
        .keeps(StateCodec.of(2, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
