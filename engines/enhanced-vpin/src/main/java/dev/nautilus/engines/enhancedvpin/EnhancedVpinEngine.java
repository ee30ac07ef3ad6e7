package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import dev.nautilus.engine.flow.FlowBook;
import dev.nautilus.engine.flow.FlowDiet;
import dev.nautilus.engines.enhancedvpin.ToxicitySeries.Reading;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the enhanced VPIN engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnhancedVpinProperties.class)
class EnhancedVpinEngine {
  private static final Duration TICK = Duration.ofSeconds(1);

  @Bean
  ToxicityBook toxicityBook(EnhancedVpinProperties properties) {
    return new ToxicityBook(properties);
  }

  @Bean
  EngineDefinition enhancedVpin(ToxicityBook book) {
    FlowBook<Reading, ToxicitySeries> flow = book.flow();
    FlowDiet diet = book.diet();
    return EngineDefinition.named("enhanced-vpin")
        .on(MessageType.TRADE, diet::takes, flow::onTrade)
        .on(MessageType.BAR, diet::takes, flow::onBar)
        .on(MessageType.NBBO, nbbo -> diet.follows(nbbo.instrument()), book::onNbbo)
        .on(MessageType.QUOTE, quote -> diet.follows(quote.instrument()), book::onQuote)
        .on(MessageType.VPIN_CALCULATION, vpin -> diet.follows(vpin.instrument()), book::onVpin)
        .emits(MessageType.TOXICITY, MessageType.TOXICITY_ALERT)
        .warmUp(diet.backfills(), flow::onHistory)
        .every(TICK, flow::onTime)
        .keeps(
            StateCodec.ofRecord(
                1, book.shape(), ToxicityBook.State.class, book::state, book::restore))
        .snapshot(book::view)
        .build();
  }
}
