package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page with the live feed, in a real browser where one is installed.
@NautilusBusTest
class LivePageIT {

  @Test
  void page_asServed_allowsItsOwnScriptsOnly(BusServers servers) {
    try (Gateway gateway = Gateway.start(servers)) {
      HttpResponse<String> page = gateway.get("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("live.js");
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
      assertThat(gateway.get("/live.js").body()).contains("new WebSocket");
      assertThat(gateway.get("/live.css").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void page_inABrowser_showsWhatTheBusesSay(
      BusServers servers, BusClients clients, @TempDir Path folder)
      throws IOException, InterruptedException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "no Chromium on PATH");
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    Path profile = Files.createDirectory(folder.resolve("profile"));
    try (Gateway gateway = Gateway.start(servers)) {
      hub.publish(MessageType.QUOTE, Fixtures.quote("AAPL", 1, 198.5)).toCompletableFuture().join();
      try (Chromium chromium =
          Chromium.open(program.get(), profile, "http://127.0.0.1:" + gateway.port() + "/")) {
        await()
            .atMost(Gateway.SOON)
            .untilAsserted(() -> assertThat(text(chromium, "quotes")).contains("198.5"));
        hub.publish(MessageType.QUOTE, Fixtures.quote("AAPL", 2, 201.25));
        hub.publish(MessageType.SYSTEM_ALERT, Fixtures.alert("hub", "MEMORY_HIGH"));
        await()
            .atMost(Gateway.SOON)
            .untilAsserted(
                () -> {
                  assertThat(text(chromium, "quotes")).contains("201.25").doesNotContain("198.5");
                  assertThat(text(chromium, "alerts")).contains("MEMORY_HIGH");
                  assertThat(text(chromium, "topology")).contains("websocket-1");
                });
        assertThat(chromium.evaluate("document.getElementById('state').dataset.open"))
            .isEqualTo("true");
      }
    }
  }

  private static String text(Chromium chromium, String channel) {
    return chromium.evaluate("document.getElementById('ch-" + channel + "')?.textContent");
  }
}
