package dev.nautilus.engines.ml;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the ML engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MlProperties.class)
class MlEngine {
  @Bean
  ModelBook modelBook(MlProperties properties) {
    return new ModelBook(properties);
  }

  @Bean
  EngineDefinition ml(ModelBook book) {
    return EngineDefinition.named("ml")
        .on(MessageType.FEATURE_VECTOR, book::onFeatures)
        .on(MessageType.BAR, book::onBar)
        .emits(MessageType.ML_PREDICTION, MessageType.MODEL_DRIFT, MessageType.PERFORMANCE_METRIC)
        .warmUp(book.backfills(), book::onHistory)
        .keeps(StateCodec.of(1, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
