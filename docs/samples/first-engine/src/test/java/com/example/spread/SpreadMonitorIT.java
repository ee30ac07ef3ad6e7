package com.example.spread;

import static com.example.spread.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.Relay;
import dev.nautilus.message.RiskAlert;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole engine, as it starts in production, on real Redis servers.
@NautilusBusTest(appendOnly = true)
class SpreadMonitorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void quote_tooWide_isAlerted(BusServers servers, BusClients clients) {
    Recorder<RiskAlert> alerts = alerts(clients);
    try (ConfigurableApplicationContext engine = start(servers, servers.engineLogic().url())) {
      publishWideQuote(clients);

      Message<RiskAlert> alert = alerts.await(1, PATIENCE).get(0);
      assertThat(alert.payload().alert()).isEqualTo("SPREAD_TOO_WIDE");
      assertThat(alert.envelope().sender()).isEqualTo(new EngineType("spread-monitor"));
    }
  }

  @Test
  void quote_tooWideWhileTheEngineLogicRedisIsDead_isAlertedAfterItsRestart(
      BusServers servers, BusClients clients) {
    Recorder<RiskAlert> alerts = alerts(clients);
    try (ConfigurableApplicationContext engine = start(servers, servers.engineLogic().url())) {
      servers.engineLogic().kill();
      publishWideQuote(clients);
      servers.engineLogic().restart();

      alerts.await(1, PATIENCE);
      assertThat(alerts.duplicates()).isEmpty();
    }
  }

  @Test
  void quote_tooWideWhileTheNetworkIsCut_isAlertedWhenItIsWell(
      BusServers servers, BusClients clients) {
    Recorder<RiskAlert> alerts = alerts(clients);
    Relay network = servers.engineLogic().network();
    try (ConfigurableApplicationContext engine = start(servers, network.url())) {
      network.partition();
      publishWideQuote(clients);
      alerts.awaitNothing(Duration.ofMillis(500));
      network.heal();

      alerts.await(1, PATIENCE);
      assertThat(alerts.duplicates()).isEmpty();
    }
  }

  private static Recorder<RiskAlert> alerts(BusClients clients) {
    return Recorder.on(clients.client(EngineType.PORTFOLIO, "portfolio-1"), MessageType.RISK_ALERT);
  }

  private static void publishWideQuote(BusClients clients) {
    clients.client(EngineType.HUB, "hub-1").publish(MessageType.QUOTE, quote("AAPL", 98, 102));
  }

  private static ConfigurableApplicationContext start(BusServers servers, String engineLogic) {
    return new SpringApplicationBuilder(SpreadMonitorApplication.class)
        .run(
            "--nautilus.bus.market-data-url=" + servers.marketData().url(),
            "--nautilus.bus.engine-logic-url=" + engineLogic);
  }
}
