package dev.nautilus.engines.backtesting;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the backtesting engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BacktestingProperties.class)
class BacktestingEngine {
  private static final Duration SLICE = Duration.ofMillis(20);

  @Bean
  BacktestBook backtestBook(BacktestingProperties properties) {
    return new BacktestBook(properties);
  }

  @Bean
  EngineDefinition backtesting(BacktestBook book) {
    return EngineDefinition.named("backtesting")
        .on(MessageType.BAR, book::onBar)
        .emits(
            MessageType.BACKTEST_START,
            MessageType.BACKTEST_PROGRESS,
            MessageType.BACKTEST_COMPLETE,
            MessageType.BACKTEST_ERROR)
        .warmUp(book.backfills(), book::onHistory)
        .every(SLICE, book::onTime)
        .keeps(StateCodec.of(1, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
