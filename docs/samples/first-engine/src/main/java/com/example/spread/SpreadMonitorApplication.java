package com.example.spread;

import dev.nautilus.bus.MessageType;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Starts the engine. The client for both buses configures itself from `nautilus.bus.*`.
@SpringBootApplication
@EnableConfigurationProperties(SpreadProperties.class)
public class SpreadMonitorApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(SpreadMonitorApplication.class, arguments);
  }

  /// As a bean, so that `@BusListener("acme.spread")` works too.
  @Bean
  MessageType<Spread> spreadType() {
    return Spread.TYPE;
  }
}
