package dev.nautilus.engines.websocket;

import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.bus.autoconfigure.MarketDataProperties;
import dev.nautilus.engine.FleetPages;
import dev.nautilus.engine.RunningEngine;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/// The door, the sockets behind it, and what runs beside the engine.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class GatewayConfiguration {
  /// Where browsers connect.
  static final String PATH = "/ws";

  private static final Logger log = LoggerFactory.getLogger(GatewayConfiguration.class);

  @Bean
  @ConditionalOnMissingBean
  Doorkeeper doorkeeper(WebsocketProperties properties, Environment environment) {
    WebsocketProperties.Access access = properties.access();
    boolean open = Loopback.isOpen(access.mode(), environment.getProperty("server.address", ""));
    TokenDoor door = new TokenDoor(open, access.tokens());
    log.info(
        open ? "The gateway is open to everybody who reaches it" : "The gateway asks for a token");
    if (door.isShutForAll()) {
      log.warn(
          "No token is set, so nobody comes in: set nautilus.websocket.access.tokens, or"
              + " nautilus.websocket.access.mode=open where only friends reach the gateway");
    }
    return door;
  }

  @Bean
  Requests requests(
      RunningEngine engine, ChannelBook book, Sessions sessions, WebsocketProperties properties) {
    return new Requests(engine, book, sessions, properties);
  }

  @Bean
  GatewayHandler gatewayHandler(
      RunningEngine engine, Sessions sessions, Requests requests, WebsocketProperties properties) {
    return new GatewayHandler(engine, sessions, requests, properties);
  }

  @Bean
  WebSocketConfigurer gatewaySockets(
      GatewayHandler handler, Doorkeeper door, Sessions sessions, WebsocketProperties properties) {
    return registry ->
        registry
            .addHandler(handler, PATH)
            .setHandshakeHandler(new GatewayHandshake(properties.compression()))
            .addInterceptors(new Admission(door, sessions))
            .setAllowedOrigins(properties.allowedOrigins().toArray(String[]::new));
  }

  /// Larger messages than these close with 1009.
  @Bean
  ServletServerContainerFactoryBean socketLimits(WebsocketProperties properties) {
    ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
    limits.setMaxTextMessageBufferSize((int) properties.maxFrame().toBytes());
    limits.setMaxBinaryMessageBufferSize((int) properties.maxFrame().toBytes());
    return limits;
  }

  @Bean
  Caretaker caretaker(Sessions sessions) {
    return new Caretaker(sessions);
  }

  @Bean
  ConsoleWatch consoleWatch(
      RunningEngine engine,
      ChannelBook book,
      FleetFacts facts,
      InstantSource clock,
      WebsocketProperties properties) {
    return new ConsoleWatch(
        facts, new ConsoleWatch.Sink(engine, book, clock), properties.console());
  }

  @Bean
  OperatorDoor operatorDoor(Doorkeeper door, Sessions sessions) {
    return new OperatorDoor(door, sessions);
  }

  @Bean
  ActionLog actionLog(RunningEngine engine, ChannelBook book, InstantSource clock) {
    return new ActionLog(engine, book, clock);
  }

  @Bean
  FleetControls fleetControls(DualBusConnectionDetails buses, WebsocketProperties properties) {
    return new FleetControls(buses, properties.console().operator());
  }

  @Bean
  FleetPages fleetPages(
      MarketDataProperties hub, Environment environment, ObjectProvider<SslBundles> bundles) {
    return FleetPages.of(hub, environment, bundles.getIfAvailable());
  }

  @Bean(destroyMethod = "close")
  FleetFacts fleetFacts(
      DualBusConnectionDetails buses,
      FleetPages pages,
      WebsocketProperties properties,
      InstantSource clock,
      HubVoice voice) {
    return new FleetFacts(buses, pages, properties.console(), clock, voice);
  }
}
