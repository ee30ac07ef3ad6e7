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
  Studies studies(BacktestingProperties properties, BacktestBook book) {
    return new Studies(properties, book);
  }

  @Bean
  EngineDefinition backtesting(BacktestBook book, Studies studies) {
    return EngineDefinition.named("backtesting")
        .on(MessageType.BAR, book::onBar)
        .emits(
            MessageType.BACKTEST_START,
            MessageType.BACKTEST_PROGRESS,
            MessageType.BACKTEST_COMPLETE,
            MessageType.BACKTEST_ERROR,
            MessageType.PARAMETER_OPTIMIZATION)
        .warmUp(
            book.backfills(),
            (asked, answer, outbox) -> {
              book.onHistory(asked, answer, outbox);
              studies.onHistory(asked, answer);
            })
        .every(SLICE, book::onTime)
        .every(SLICE, studies::onTime)
        .keeps(
            StateCodec.of(
                2,
                book.shape(),
                out -> {
                  book.write(out);
                  studies.write(out);
                },
                in -> {
                  book.read(in);
                  studies.read(in);
                }))
        .snapshot(() -> book.view().with(studies.view()))
        .build();
  }
}
