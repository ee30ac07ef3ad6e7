package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A flash crash ordered over the control port, as an operator's drill does it.
class CrashIT {
  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).start();
  private final Browser control = new Browser(simulator.controlUrl());
  private final Browser yahoo = new Browser(simulator.url("yahoo_finance"));

  @AfterEach
  void stop() {
    control.close();
    yahoo.close();
    simulator.close();
  }

  private HttpResponse<String> order(String json) {
    return control.post("/market/crashes", json);
  }

  private double price() {
    return Browser.json(yahoo.get("/v8/finance/chart/AAPL?range=1d&interval=1m"))
        .at("/chart/result/0/meta/regularMarketPrice")
        .doubleValue();
  }

  @Test
  void crash_ofOneSymbol_isInWhatVendorsSayFromTheNextMinute() {
    double before = price();
    assertThat(order("{\"depth\":0.2,\"fallSeconds\":30,\"symbols\":[\"AAPL\"]}").statusCode())
        .isEqualTo(200);
    assertThat(price()).isEqualTo(before);
    now = now.plusSeconds(70);
    assertThat(price()).isBetween(before * 0.76, before * 0.84);
    assertThat(Browser.json(control.get("/market")).at("/crashes/0/symbol").asString())
        .isEqualTo("AAPL");
    assertThat(Browser.json(control.get("/market")).at("/crashes").size()).isEqualTo(1);
  }

  @Test
  void crash_orderedWrongly_isRefusedWithWhatIsAllowed() {
    assertRefused("{\"depth\":2}", "depth must be from 0.001 to 0.9");
    assertRefused("{\"deep\":0.1}", "fields must be of");
    assertRefused("{\"symbols\":[\"NOPE\"]}", "no such symbol: 'NOPE'");
    assertRefused("nonsense", "the body must be JSON");
    assertThat(Browser.json(control.get("/market")).at("/crashes").size()).isZero();
  }

  private void assertRefused(String json, String why) {
    HttpResponse<String> refused = order(json);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(why);
  }
}
