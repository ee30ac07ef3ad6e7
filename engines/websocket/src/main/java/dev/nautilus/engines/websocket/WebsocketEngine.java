package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the websocket engine hears, emits and does.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebsocketProperties.class)
class WebsocketEngine {
  @Bean
  ChannelCatalog channelCatalog() {
    return ChannelCatalog.standard();
  }

  @Bean
  ChannelBook channelBook(ChannelCatalog catalog, WebsocketProperties properties) {
    return new ChannelBook(catalog, properties, System::nanoTime);
  }

  @Bean
  Sessions sessions(WebsocketProperties properties, InstantSource clock) {
    return new Sessions(properties, clock, System::nanoTime);
  }

  @Bean
  GatewayStats gatewayStats(Sessions sessions, WebsocketProperties properties) {
    return new GatewayStats(sessions, properties.statsEvery());
  }

  @Bean
  HubVoice hubVoice() {
    return new HubVoice();
  }

  @Bean
  EngineDefinition websocket(
      ChannelCatalog catalog,
      ChannelBook book,
      HubVoice hub,
      GatewayStats stats,
      WebsocketProperties properties) {
    EngineDefinition.Builder definition = EngineDefinition.named("websocket");
    catalog.types().forEach(type -> hear(definition, type, book, hub));
    return definition
        .emits(MessageType.PERFORMANCE_METRIC)
        .every(properties.statsEvery(), stats::tell)
        .keeps(StateCodec.of(1, book.shape(), book::write, book::read))
        .snapshot(book::view)
        .build();
  }

  private static <P> void hear(
      EngineDefinition.Builder definition, MessageType<P> type, ChannelBook book, HubVoice hub) {
    definition.on(
        type,
        (message, outbox) -> {
          hub.hear(message.envelope(), type.bus());
          book.take(type, message);
        });
  }
}
