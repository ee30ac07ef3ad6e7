package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.simulator.fred.FredVendor;
import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.serve.Fault.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class FaultsIT {
  private static final String CHART = "/v8/finance/chart/AAPL?range=5d";
  private static final String SERIES =
      "/fred/series?series_id=GDP&file_type=json&api_key=" + FredVendor.DEFAULT_KEY;

  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(() -> now)
          .vendor(new FredVendor().withoutRateLimit())
          .start();
  private final Browser yahoo = new Browser(simulator.url("yahoo_finance"));
  private final Browser fred = new Browser(simulator.url("fred"));
  private final Browser control = new Browser(simulator.controlUrl());

  @AfterEach
  void stop() {
    yahoo.close();
    fred.close();
    control.close();
    simulator.close();
  }

  private void yahooShows(Fault fault) {
    simulator.inject("yahoo_finance", fault);
  }

  @Test
  void http429_once_isTheVendorsOwnAndThenGone() {
    yahooShows(Fault.of(Kind.HTTP_429).times(1));
    simulator.inject("fred", Fault.of(Kind.HTTP_429).times(1));

    HttpResponse<String> limited = yahoo.get(CHART);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.body()).isEqualTo("Too Many Requests\r\n");
    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(200);
    HttpResponse<String> fredLimited = fred.get(SERIES);
    assertThat(fredLimited.statusCode()).isEqualTo(429);
    assertThat(Browser.json(fredLimited).path("error_message").asString())
        .isEqualTo("Too Many Requests.  Exceeded Rate Limit");
    assertThat(fred.get(SERIES).statusCode()).isEqualTo(200);
  }

  @Test
  void http5xx_onAPath_sparesTheOthers() {
    yahooShows(Fault.of(Kind.HTTP_5XX).onPath("/v8/"));

    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(502);
    assertThat(yahoo.get("/v1/finance/search?q=AAPL").statusCode()).isEqualTo(200);
    simulator.clearFaults("yahoo_finance");
    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(200);
  }

  @Test
  void fault_untilAnInstant_endsThen() {
    yahooShows(Fault.of(Kind.HTTP_5XX).until(now.plusSeconds(30)));

    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(502);
    now = now.plusSeconds(30);
    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(200);
    assertThat(simulator.faults("yahoo_finance")).isEmpty();
  }

  @Test
  void slow_beyondTheClientsPatience_timesOutAndBelowItAnswersRight() {
    String right = yahoo.get(CHART).body();
    yahooShows(Fault.of(Kind.SLOW).delayedBy(Duration.ofMinutes(5)).times(1));
    yahooShows(Fault.of(Kind.SLOW).delayedBy(Duration.ofMillis(20)).times(1));
    var impatient =
        yahoo.request(CHART).header("user-agent", Browser.AGENT).timeout(Duration.ofMillis(300));

    assertThatThrownBy(() -> yahoo.send(impatient)).hasRootCauseInstanceOf(IOException.class);
    assertThat(yahoo.get(CHART).body()).isEqualTo(right);
  }

  @Test
  void cut_once_losesTheConnectionMidAnswer() throws IOException {
    yahooShows(Fault.of(Kind.CUT).times(1));
    String request =
        "GET " + CHART + " HTTP/1.1\r\nHost: x\r\nUser-Agent: " + Browser.AGENT + "\r\n\r\n";
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), simulator.port("yahoo_finance"))) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = all.indexOf("\r\n\r\n") + 4;
      String promised = all.replaceAll("(?is).*content-length: (\\d+).*", "$1");

      assertThat(all).startsWith("HTTP/1.1 200 OK");
      assertThat(all.length() - body).isPositive().isLessThan(Integer.parseInt(promised));
    }
    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(200);
  }

  @Test
  void cut_metByAnHttpClient_isAnIoError() {
    yahooShows(Fault.of(Kind.CUT));

    assertThatThrownBy(() -> yahoo.get(CHART)).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void garbage_once_isSuccessThatCannotBeRead() {
    yahooShows(Fault.of(Kind.GARBAGE).times(1));
    HttpResponse<String> garbage = yahoo.get(CHART);

    assertThat(garbage.statusCode()).isEqualTo(200);
    assertThat(garbage.headers().firstValue("content-type").orElse("")).contains("json");
    assertThatThrownBy(() -> Browser.json(garbage)).isInstanceOf(JacksonException.class);
  }

  @Test
  void control_faultOrdered_isShownListedAndCleared() {
    var ordered =
        control.post("/vendors/yahoo_finance/faults", "{\"kind\":\"HTTP_5XX\",\"count\":2}");

    assertThat(ordered.statusCode()).isEqualTo(200);
    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(502);
    var faults = Browser.json(control.get("/vendors")).path("yahoo_finance").path("faults");
    assertThat(faults.size()).isOne();
    assertThat(faults.path(0).path("count").intValue()).isOne();
    assertThat(control.delete("/vendors/yahoo_finance/faults").statusCode()).isEqualTo(204);
    assertThat(yahoo.get(CHART).statusCode()).isEqualTo(200);
  }

  @Test
  void control_badOrders_sayWhatIsAllowed() {
    String path = "/vendors/yahoo_finance/faults";

    assertRefused(control.post(path, "{\"kind\":\"EXPLODE\"}"), "HTTP_429");
    assertRefused(control.post(path, "{\"kind\":\"SLOW\",\"dealyMs\":5}"), "delayMs");
    assertRefused(control.post(path, "{\"kind\":\"SLOW\",\"delayMs\":-5}"), "delayMs");
    assertRefused(control.post(path, "{\"kind\":\"SLOW\",\"count\":0}"), "at least 1");
    assertRefused(control.post(path, "{\"kind\":\"HTTP_429\",\"channel\":\"STREAM\"}"), "CUT");
    assertRefused(control.post(path, "[1]"), "kind");
    assertRefused(control.post(path, "{"), "JSON");
    assertRefused(control.post("/vendors/bloomberg/faults", "{\"kind\":\"CUT\"}"), "fred");
    assertRefused(control.post("/vendors/bloomberg/counters/reset", ""), "yahoo_finance");
    assertRefused(control.get("/market?date=yesterday"), "2026-01-31");
    assertRefused(control.get("/market?date=1999-01-01"), "2019-01-01");
    assertThat(control.get("/vendor").statusCode()).isEqualTo(404);
    assertThat(control.get("/vendor").body()).contains("GET /vendors");
    assertThat(control.post(path, "x".repeat(70_000)).statusCode()).isEqualTo(413);
    assertThat(simulator.faults("yahoo_finance")).isEmpty();
  }

  private static void assertRefused(HttpResponse<String> response, String hint) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Browser.json(response).path("error").asString()).contains(hint);
  }
}
