package dev.nautilus.engines.vpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import dev.nautilus.engine.flow.FlowBook;
import dev.nautilus.engine.flow.FlowDiet;
import dev.nautilus.message.VpinCalculation;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the VPIN engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VpinProperties.class)
class VpinEngine {
  private static final Duration TICK = Duration.ofSeconds(1);

  @Bean
  VpinBook vpinBook(VpinProperties properties) {
    return new VpinBook(properties);
  }

  @Bean
  EngineDefinition vpin(VpinBook book) {
    FlowBook<VpinCalculation, VpinSeries> flow = book.flow();
    FlowDiet diet = book.diet();
    return EngineDefinition.named("vpin")
        .on(MessageType.TRADE, diet::takes, flow::onTrade)
        .on(MessageType.BAR, diet::takes, flow::onBar)
        .emits(MessageType.VPIN_CALCULATION)
        .warmUp(diet.backfills(), flow::onHistory)
        .every(TICK, flow::onTime)
        .keeps(
            StateCodec.ofRecord(1, book.shape(), VpinBook.State.class, book::state, book::restore))
        .snapshot(book::view)
        .build();
  }
}
