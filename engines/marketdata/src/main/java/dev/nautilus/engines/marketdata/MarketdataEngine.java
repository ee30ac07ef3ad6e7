package dev.nautilus.engines.marketdata;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the marketdata engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MarketdataProperties.class)
class MarketdataEngine {
  /// As fine as the shortest thing that is waited for.
  private static final Duration CLOCK = Duration.ofMillis(250);

  private static final Duration REPORTS = Duration.ofSeconds(10);

  @Bean
  MarketBook marketBook(MarketdataProperties properties) {
    return new MarketBook(properties);
  }

  @Bean
  EngineDefinition marketdata(MarketBook book) {
    return EngineDefinition.named("marketdata")
        .on(MessageType.TRADE, trade -> book.follows(trade.instrument()), book::onTrade)
        .on(MessageType.TICK, tick -> book.follows(tick.instrument()), book::onTick)
        .on(MessageType.QUOTE, quote -> book.follows(quote.instrument()), book::onQuote)
        .on(MessageType.LEVEL2, level2 -> book.follows(level2.instrument()), book::onLevel2)
        .on(
            MessageType.CORPORATE_ACTION,
            action -> book.follows(action.instrument()),
            book::onAction)
        .emits(
            MessageType.BAR,
            MessageType.NBBO,
            MessageType.DATA_GAP,
            MessageType.DATA_QUALITY,
            MessageType.MARKET_DATA)
        .warmUp(book.backfills(), book::onHistory)
        .every(CLOCK, book::onTime)
        .every(REPORTS, book::onReport)
        .keeps(book.codec())
        .snapshot(book::view)
        .build();
  }
}
