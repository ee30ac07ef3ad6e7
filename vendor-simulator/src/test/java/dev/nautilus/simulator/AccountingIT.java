package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.simulator.serve.TrafficReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountingIT {
  private static final Instant NOW = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(InstantSource.fixed(NOW)).start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private TrafficReport yahoo() {
    return simulator.traffic("yahoo_finance");
  }

  @Test
  void sockets_openedAndSilent_areCountedOneByOne() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), simulator.port("yahoo_finance")));
    }
    await(() -> yahoo().openHttp() == 5);
    sockets.removeFirst().close();
    sockets.removeFirst().close();
    await(() -> yahoo().openHttp() == 3);

    assertThat(yahoo().accepted()).isEqualTo(5);
    assertThat(yahoo().peakHttp()).isEqualTo(5);
    assertThat(yahoo().requests()).isZero();
    assertThat(simulator.traffic("fred").accepted()).isZero();
    simulator.resetCounters("yahoo_finance");
    assertThat(yahoo().openHttp()).isEqualTo(3);
    assertThat(yahoo().accepted()).isZero();
    for (Socket socket : sockets) {
      socket.close();
    }
    await(() -> yahoo().openHttp() == 0);
    assertThat(yahoo().peakHttp()).isEqualTo(3);
  }

  @Test
  void peakHttp_twoBrowsersAtOnce_isTwoAndStaysAfterOneLeaves() {
    try (Browser first = new Browser(simulator.url("yahoo_finance"))) {
      first.get("/v8/finance/chart/AAPL");
      try (Browser second = new Browser(simulator.url("yahoo_finance"))) {
        second.get("/v8/finance/chart/MSFT");
        assertThat(yahoo().peakHttp()).isEqualTo(2);
      }
    }
    await(() -> yahoo().openHttp() == 0);
    assertThat(yahoo().peakHttp()).isEqualTo(2);
  }

  @Test
  void peakHttp_socketThatWasSilentWhileAnotherSpoke_countsOnceItSpeaks() throws IOException {
    try (Socket late =
        new Socket(InetAddress.getLoopbackAddress(), simulator.port("yahoo_finance"))) {
      await(() -> yahoo().openHttp() == 1);
      try (Browser first = new Browser(simulator.url("yahoo_finance"))) {
        first.get("/v8/finance/chart/AAPL");
        assertThat(yahoo().peakHttp()).isOne();
      }
      late.getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      await(() -> yahoo().requests() == 2);

      assertThat(yahoo().peakHttp()).isEqualTo(2);
    }
  }

  @Test
  void requests_overOneKeptConnection_areCountedByTemplate() {
    try (Browser browser = new Browser(simulator.url("yahoo_finance"))) {
      browser.get("/v8/finance/chart/AAPL");
      browser.get("/v8/finance/chart/MSFT");
      browser.get("/no/such/path");
    }

    assertThat(yahoo().accepted()).isOne();
    assertThat(yahoo().peakHttp()).isOne();
    assertThat(yahoo().byPath())
        .containsEntry("/v8/finance/chart/{symbol}", 2L)
        .containsEntry("(unknown)", 1L)
        .hasSize(2);
    assertThat(yahoo().bySecond()).containsEntry(NOW, 3L).hasSize(1);
  }

  @Test
  void control_vendors_showsTheSameCounts() {
    try (Browser yahoo = new Browser(simulator.url("yahoo_finance"));
        Browser control = new Browser(simulator.controlUrl())) {
      yahoo.get("/v8/finance/chart/AAPL");
      var node = Browser.json(control.get("/vendors")).path("yahoo_finance");

      assertThat(node.path("port").intValue()).isEqualTo(simulator.port("yahoo_finance"));
      assertThat(node.path("connections").path("accepted").intValue()).isOne();
      assertThat(node.path("connections").path("http").path("open").intValue()).isOne();
      assertThat(node.path("requests").path("total").intValue()).isOne();
      assertThat(control.post("/vendors/yahoo_finance/counters/reset", "").statusCode())
          .isEqualTo(204);
      assertThat(yahoo().requests()).isZero();
      assertThat(Browser.json(control.get("/health")).path("status").asString()).isEqualTo("UP");
    }
  }

  @Test
  void control_market_listsSymbolsAndEpisodes() {
    try (Browser control = new Browser(simulator.controlUrl())) {
      var market = Browser.json(control.get("/market?date=2026-11-17"));

      assertThat(market.path("seed").longValue()).isEqualTo(42);
      assertThat(market.path("symbols").size()).isEqualTo(16);
      assertThat(market.path("episodes").size()).isBetween(20, 120);
    }
  }

  @Test
  void port_taken_isNamedInTheError() {
    int taken = simulator.port("fred");
    var second = VendorSimulator.builder().ephemeralPorts().port("fred", taken);

    assertThatThrownBy(second::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fred")
        .hasMessageContaining(Integer.toString(taken));
  }

  @Test
  void vendor_unknown_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> simulator.traffic("bloomberg"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yahoo_finance");
    assertThatThrownBy(() -> VendorSimulator.builder().port("bloomberg", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fred");
  }
}
