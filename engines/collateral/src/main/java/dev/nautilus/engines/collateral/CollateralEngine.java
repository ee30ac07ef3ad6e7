package dev.nautilus.engines.collateral;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the collateral engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollateralProperties.class)
class CollateralEngine {
  @Bean
  MarginBook marginBook(CollateralProperties properties) {
    return new MarginBook(properties);
  }

  @Bean
  EngineDefinition collateral(MarginBook book, CollateralProperties properties) {
    return EngineDefinition.named("collateral")
        .on(MessageType.POSITION_CHANGE, book::onPosition)
        .on(MessageType.PORTFOLIO_UPDATE, book::onValue)
        .on(MessageType.QUOTE, book::onQuote)
        .on(MessageType.NBBO, book::onNbbo)
        .on(MessageType.BAR, book::onBar)
        .on(MessageType.ECONOMIC, book::onEconomic)
        .emits(MessageType.MARGIN_UPDATE, MessageType.MARGIN_CALL, MessageType.LIQUIDATION_REQUEST)
        .warmUp(book.backfills(), book::onHistory)
        .every(properties.tellEvery(), book::onTime)
        .keeps(StateCodec.of(1, "all accounts", book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
