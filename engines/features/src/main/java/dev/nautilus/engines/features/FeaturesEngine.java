package dev.nautilus.engines.features;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import dev.nautilus.engines.features.method.FeatureCatalog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the features engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeaturesProperties.class)
class FeaturesEngine {
  @Bean
  FeatureCatalog featureCatalog() {
    return FeatureCatalog.standard();
  }

  @Bean
  FeatureBook featureBook(FeatureCatalog catalog, FeaturesProperties properties) {
    return new FeatureBook(catalog, properties);
  }

  @Bean
  EngineDefinition features(FeatureBook book) {
    return EngineDefinition.named("features")
        .on(MessageType.BAR, book::takes, book::onBar)
        .on(MessageType.QUOTE, book::takes, book::onQuote)
        .on(MessageType.NBBO, book::takes, book::onNbbo)
        .on(MessageType.TRADE, book::takes, book::onTrade)
        .emits(MessageType.FEATURE_VECTOR)
        .warmUp(book.backfills(), book::onHistory)
        .keeps(StateCodec.of(2, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }
}
