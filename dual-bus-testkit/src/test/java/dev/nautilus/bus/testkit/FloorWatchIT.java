package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.FloorWatchTest.FloorWatch;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PriceUpdate;
import dev.nautilus.message.RiskAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The code of `docs/testing-an-engine.md`, the part on real Redises.
@NautilusBusTest(appendOnly = true)
class FloorWatchIT {
  @Test
  void price_belowFloorWhileEngineLogicRedisIsDown_alertsAfterItsRestart(
      BusServers servers, BusClients clients) {
    Recorder<RiskAlert> alerts =
        Recorder.on(clients.client(EngineType.PORTFOLIO, "portfolio-1"), MessageType.RISK_ALERT);
    new FloorWatch(clients.client(EngineType.RISK, "risk-1"), 100);
    DualBusClient feed = clients.client(EngineType.MARKETDATA, "marketdata-1");

    servers.engineLogic().kill();
    feed.publish(
        MessageType.PRICE_UPDATE,
        new PriceUpdate(InstrumentId.of("AAPL"), 99, Instant.parse("2026-01-05T14:30:00Z")));
    servers.engineLogic().restart();

    assertThat(alerts.await(1, Duration.ofSeconds(30)).get(0).payload())
        .isEqualTo(new RiskAlert("FLOOR_BREACH", 100));
  }

  @Test
  void page_everyLineOfJava_isCodeOfThisModule() throws IOException {
    String code =
        Files.readString(source("FloorWatchTest.java"))
            + Files.readString(source("FloorWatchIT.java"))
            + Files.readString(source("redis/LettuceDualBusIT.java"));
    List<String> onThePage =
        Files.readString(Path.of("../docs/testing-an-engine.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("```java"))
            .toList();
    boolean inBlock = false;
    int checked = 0;
    for (String line : onThePage) {
      if (line.startsWith("```")) {
        inBlock = line.startsWith("```java");
      } else if (inBlock && !line.isBlank()) {
        assertThat(code).contains(line.strip());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  private static Path source(String name) {
    return Path.of("src/test/java/dev/nautilus/bus/testkit").resolve(name);
  }
}
