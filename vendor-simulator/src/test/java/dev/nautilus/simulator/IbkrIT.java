package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.ibkr.IbkrVendor;
import dev.nautilus.simulator.market.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The gateway as a client meets it: its forms, its session, its limits, its socket.
class IbkrIT {
  private static final String ROOT = "/v1/api/";
  private static final String FIELDS = "&fields=31,84,85,86,88,7059,6509,7762";

  private volatile Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final IbkrVendor vendor = new IbkrVendor();
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).vendor(vendor).start();
  private final Browser gateway = new Browser(simulator.url("ibkr"));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.shutdownNow();
    gateway.close();
    simulator.close();
  }

  /// Far enough apart for every limit but the one for validation.
  private HttpResponse<String> get(String path) {
    now = now.plusSeconds(1);
    return gateway.get(ROOT + path);
  }

  private HttpResponse<String> post(String path, String body) {
    now = now.plusSeconds(1);
    return gateway.post(ROOT + path, body);
  }

  private void logIn() {
    post("iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":true}");
    get("iserver/accounts");
  }

  private long conid(String symbol) {
    JsonNode contracts =
        Browser.json(get("trsrv/stocks?symbols=" + symbol)).path(symbol).path(0).path("contracts");
    for (JsonNode contract : contracts) {
      if (contract.path("isUS").booleanValue()) {
        return contract.path("conid").longValue();
      }
    }
    throw new AssertionError("no US listing of " + symbol);
  }

  private static void assertShape(String name, List<JsonNode> answers) throws IOException {
    String resource = "/shapes/ibkr." + name + ".txt";
    try (InputStream list = IbkrIT.class.getResourceAsStream(resource)) {
      Shape wanted =
          Shape.parse(
              new String(
                  Objects.requireNonNull(list, resource).readAllBytes(), StandardCharsets.UTF_8));
      List<String> missing = new ArrayList<>(wanted.paths().keySet());
      assertThat(missing).isNotEmpty();
      answers.forEach(answer -> missing.retainAll(paths(Shape.of(answer).missing(wanted))));
      assertThat(missing).isEmpty();
    }
  }

  private static List<String> paths(Iterable<String> missing) {
    List<String> paths = new ArrayList<>();
    missing.forEach(line -> paths.add(line.substring(0, line.indexOf(' '))));
    return paths;
  }

  @Test
  void answers_ofEveryForm_haveEveryPathOfTheRecordings() throws IOException {
    assertShape("tickle_ok", List.of(Browser.json(post("tickle", "{}"))));
    logIn();
    ObjectNode stocks = (ObjectNode) Browser.json(get("trsrv/stocks?symbols=AAPL"));
    stocks.set("SYMBOL", stocks.path("AAPL"));
    assertShape("trsrv_stocks_VOO_VT", List.of(stocks));
    String snapshot = "iserver/marketdata/snapshot?conids=" + conid("AAPL") + FIELDS;
    assertShape("snapshot_preflight_no_data", List.of(Browser.json(get(snapshot))));
    assertShape("snapshot_AAPL_IBM", List.of(Browser.json(get(snapshot))));
    String unknown = "iserver/marketdata/snapshot?conids=5" + FIELDS;
    get(unknown);
    assertShape("snapshot_unknown_conid", List.of(Browser.json(get(unknown))));
    String history = "iserver/marketdata/history?bar=1d&conid=" + conid("AAPL");
    assertShape("history_VOO_10d_1d", List.of(Browser.json(get(history + "&period=10d"))));
    HttpResponse<String> noChart = get("iserver/marketdata/history?bar=1w&period=15y&conid=700000");
    assertThat(noChart.statusCode()).isEqualTo(500);
    assertShape("error_500_chart_data_unavailable", List.of(Browser.json(noChart)));
    HttpResponse<String> noDetails = get("iserver/secdef/info?conid=999999999");
    assertThat(noDetails.statusCode()).isEqualTo(500);
    assertThat(Browser.json(noDetails).path("error").asString("")).startsWith("{\"reason\"");
  }

  @Test
  void session_notOpened_isToldInSeveralWays() {
    JsonNode status = Browser.json(post("iserver/auth/status", ""));
    assertThat(status.path("authenticated").booleanValue()).isFalse();
    assertThat(get("iserver/accounts").statusCode()).isEqualTo(400);
    assertThat(get("iserver/accounts").body()).contains("no bridge");

    assertThat(post("iserver/auth/ssodh/init", "{\"publish\":false}").statusCode()).isEqualTo(500);
    post("iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":true}");
    assertThat(get("iserver/marketdata/snapshot?conids=700000&fields=31").body())
        .contains("/accounts first");
    assertThat(get("iserver/accounts").statusCode()).isEqualTo(200);

    vendor.logOut();
    assertThat(post("tickle", "{}").statusCode()).isEqualTo(401);
    assertThat(get("iserver/accounts").statusCode()).isEqualTo(401);
    assertThat(post("iserver/auth/status", "").statusCode())
        .as("200 even when dead")
        .isEqualTo(200);
  }

  @Test
  void session_otherProgramOrResetOrSilence_endIt() {
    logIn();
    vendor.compete();
    assertThat(get("iserver/accounts").statusCode()).isEqualTo(400);
    JsonNode left =
        Browser.json(post("iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":false}"));
    assertThat(left.path("competing").booleanValue()).isTrue();
    logIn();
    assertThat(get("iserver/accounts").statusCode()).isEqualTo(200);

    now = now.plus(Duration.ofMinutes(7));
    assertThat(get("iserver/accounts").statusCode()).as("not tickled").isEqualTo(400);

    now = Instant.parse("2026-11-19T05:59:58Z");
    logIn();
    assertThat(get("iserver/accounts").statusCode()).as("one o'clock is over").isEqualTo(400);
  }

  @Test
  void limit_tenASecond_opensTheBoxForTenMinutes() {
    for (int i = 0; i < 10; i++) {
      assertThat(gateway.get(ROOT + "iserver/auth/status").statusCode()).isEqualTo(200);
    }
    assertThat(gateway.get(ROOT + "iserver/auth/status").statusCode()).isEqualTo(429);

    now = now.plusSeconds(590);
    assertThat(gateway.get(ROOT + "iserver/auth/status").statusCode()).isEqualTo(429);
    now = now.plusSeconds(10);
    assertThat(gateway.get(ROOT + "iserver/auth/status").statusCode()).isEqualTo(200);
  }

  @Test
  void limit_tickleAndValidation_areTheirOwn() {
    assertThat(post("tickle", "{}").statusCode()).isEqualTo(200);
    assertThat(post("tickle", "{}").statusCode()).isEqualTo(200);
    assertThat(get("sso/validate").statusCode()).isEqualTo(200);
    assertThat(get("sso/validate").statusCode()).isEqualTo(429);
  }

  @Test
  void snapshot_valuesOfTheMarket_areInTheRightFields() {
    logIn();
    long conid = conid("AAPL");
    String path = "iserver/marketdata/snapshot?conids=" + conid + FIELDS + ",87,7280,7293";
    get(path);
    JsonNode row = Browser.json(get(path)).path(0);
    Instrument apple = simulator.market().find("AAPL").orElseThrow();
    var quote = simulator.market().quote(apple, now);

    assertThat(row.path("84").asString("")).isEqualTo("%.2f".formatted(quote.bid()));
    assertThat(row.path("86").asString("")).isEqualTo("%.2f".formatted(quote.ask()));
    assertThat(row.path("88").asString("")).isEqualTo("%,d".formatted(quote.bidSize()));
    assertThat(row.path("85").asString("")).isEqualTo("%,d".formatted(quote.askSize()));
    assertThat(row.path("7762").asString("")).isEqualTo(Long.toString(quote.session().volume()));
    assertThat(row.path("87_raw").longValue()).isEqualTo(quote.session().volume());
    assertThat(row.path("87").asString("")).endsWith("M");
    assertThat(row.path("7280").asString("")).isEqualTo("Technology");
    assertThat(row.path("_updated").longValue()).isEqualTo(now.toEpochMilli());
  }

  @Test
  void history_pages_goBackwardsAndLeaveOutTheBarBeforeTheirEnd() {
    logIn();
    String minutes = "iserver/marketdata/history?period=1d&bar=1min&conid=" + conid("AAPL");
    JsonNode newest = Browser.json(get(minutes)).path("data");
    assertThat(newest.size()).isEqualTo(1000);

    JsonNode page = Browser.json(get(minutes + "&startTime=20261117-10:00:00")).path("data");
    assertThat(page.get(page.size() - 1).path("t").longValue())
        .isEqualTo(Instant.parse("2026-11-17T09:58:00Z").toEpochMilli());
    assertThat(get(minutes + "&startTime=yesterday").statusCode()).isEqualTo(400);
    assertThat(get("iserver/marketdata/history?period=1y&bar=1min&conid=700000").statusCode())
        .as("too fine for a year")
        .isEqualTo(400);
  }

  @Test
  void history_day_isTheMarketsInHundreds() {
    logIn();
    LocalDate day = LocalDate.of(2026, 11, 17);
    Instrument apple = simulator.market().find("AAPL").orElseThrow();
    var truth = simulator.market().dailyBars(apple, day, day, now).getFirst();
    JsonNode rows =
        Browser.json(get("iserver/marketdata/history?period=5d&bar=1d&conid=" + conid("AAPL")))
            .path("data");

    JsonNode row = null;
    for (JsonNode each : rows) {
      if (each.path("t").longValue() == Instant.parse("2026-11-17T14:30:00Z").toEpochMilli()) {
        row = each;
      }
    }
    assertThat(row).isNotNull();
    assertThat(row.path("o").doubleValue()).isEqualTo(truth.open());
    assertThat(row.path("c").doubleValue()).isEqualTo(truth.close());
    assertThat(row.path("v").doubleValue()).isEqualTo(truth.volume() / 100.0);
  }

  @Test
  void badInput_isRefusedAndNeverADefect() {
    logIn();
    for (String path :
        List.of(
            "iserver/marketdata/snapshot",
            "iserver/marketdata/snapshot?conids=abc&fields=31",
            "iserver/marketdata/snapshot?conids=" + "1,".repeat(101) + "1&fields=31",
            "iserver/marketdata/history",
            "iserver/marketdata/history?conid=x&period=0d&bar=1d",
            "trsrv/stocks")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(400);
    }
    assertThat(get("iserver/marketdata/history?conid=x&period=5d&bar=1d").body())
        .contains("Chart data unavailable");
    assertThat(post("iserver/marketdata/unsubscribe", "{\"conid\":1}").statusCode()).isEqualTo(500);
    assertThat(post("iserver/marketdata/unsubscribe", "not json").statusCode()).isEqualTo(500);
    assertThat(post("iserver/auth/ssodh/init", "[").statusCode()).isEqualTo(500);
    assertThat(get("no/such/path").statusCode()).isEqualTo(404);
    assertThat(Browser.json(get("trsrv/stocks?symbols=NOPE")).path("NOPE").isEmpty()).isTrue();
    assertThat(Browser.json(get("iserver/secdef/search?symbol=NOPE")).isEmpty()).isTrue();
  }

  /// Collects what the gateway sends.
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        queue.add(partial.toString());
        partial.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    JsonNode next(String topic) throws InterruptedException {
      while (true) {
        String frame = queue.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame of " + topic + " within 20 s").isNotNull();
        JsonNode json = JsonMapper.shared().readTree(frame);
        if (json.path("topic").asString("").startsWith(topic)) {
          return json;
        }
      }
    }
  }

  private WebSocket open(Frames frames) {
    URI uri = URI.create("ws://127.0.0.1:" + simulator.port("ibkr") + ROOT + "ws");
    return http.newWebSocketBuilder().buildAsync(uri, frames).join();
  }

  private void say(WebSocket socket, String text) {
    socket.sendText(text, true).join();
  }

  private void greet(WebSocket socket) {
    String token = Browser.json(post("tickle", "{}")).path("session").asString("");
    say(socket, "{\"session\":\"" + token + "\"}");
  }

  @Test
  void socket_marketData_isTheFirstFrameTwiceThenChanges() throws Exception {
    logIn();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    greet(socket);
    frames.next("sts");
    String smd = "smd+" + conid("AAPL");
    say(socket, smd + "+{\"fields\":[\"31\",\"84\",\"85\",\"86\",\"88\",\"7059\",\"83\"]}");

    JsonNode first = frames.next(smd);
    assertThat(frames.next(smd)).isEqualTo(first);
    assertShape("ws_smd_full_frame_8314", List.of(first));
    now = now.plusSeconds(2);
    JsonNode change = frames.next(smd);
    assertThat(change.size()).isLessThan(first.size());
    assertThat(change.has("6509")).as("did not change").isFalse();
    now = now.plusSeconds(10);
    assertShape("ws_heartbeat", List.of(frames.next("system")));
  }

  @Test
  void socket_tic_isAnsweredFourTimes() throws Exception {
    logIn();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    say(socket, "tic");
    JsonNode first = frames.next("tic");
    assertShape("ws_tic", List.of(first));
    for (int i = 0; i < 3; i++) {
      assertThat(frames.next("tic")).isEqualTo(first);
    }
  }

  @Test
  void socket_depth_hasTheQuoteAtItsHeart() throws Exception {
    logIn();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    greet(socket);
    frames.next("sts");
    say(socket, "sbd+DU1234567+" + conid("AAPL"));
    JsonNode rows = frames.next("sbd+").path("data");

    var quote = simulator.market().quote(simulator.market().find("AAPL").orElseThrow(), now);
    assertThat(rows.size()).isEqualTo(11);
    assertThat(rows.get(4).path("price").asString("")).isEqualTo("%.2f".formatted(quote.ask()));
    assertThat(rows.get(4).path("ask").asString("")).isEqualTo("%,d".formatted(quote.askSize()));
    assertThat(rows.get(5).path("price").asString("")).contains(" @ ");
    assertThat(rows.get(5).path("focus").intValue()).isOne();
    assertThat(rows.get(6).path("price").asString("")).isEqualTo("%.2f".formatted(quote.bid()));
    say(socket, "sbd+DU9999999+700000");
    assertThat(frames.next("error").path("error").asString("")).contains("account");
  }

  @Test
  void socket_withoutSessionOrAfterItsEnd_saysSo() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    say(socket, "smd+700000+{\"fields\":[\"31\"]}");
    assertThat(frames.next("sts").path("args").path("authenticated").booleanValue()).isFalse();

    logIn();
    greet(socket);
    assertThat(frames.next("sts").path("args").path("authenticated").booleanValue()).isTrue();
    vendor.endSession();
    assertThat(frames.next("sts").path("args").path("authenticated").booleanValue()).isFalse();
    say(socket, "nonsense");
    assertThat(frames.next("error").path("error").asString("")).contains("unknown topic");
  }
}
