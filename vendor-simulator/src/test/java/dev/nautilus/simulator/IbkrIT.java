package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.market.Instrument;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The gateway as a client meets it: its forms, its session, its limits.
class IbkrIT {
  private static final String FIELDS = "&fields=31,84,85,86,88,7059,6509,7762";

  private final GatewayClient gateway = new GatewayClient();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void answers_ofEveryForm_haveEveryPathOfTheRecordings() throws IOException {
    GatewayClient.assertShape("tickle_ok", List.of(Browser.json(gateway.post("tickle", "{}"))));
    gateway.logIn();
    ObjectNode stocks = (ObjectNode) Browser.json(gateway.get("trsrv/stocks?symbols=AAPL"));
    stocks.set("SYMBOL", stocks.path("AAPL"));
    GatewayClient.assertShape("trsrv_stocks_VOO_VT", List.of(stocks));
    String snapshot = "iserver/marketdata/snapshot?conids=" + gateway.conid("AAPL") + FIELDS;
    GatewayClient.assertShape(
        "snapshot_preflight_no_data", List.of(Browser.json(gateway.get(snapshot))));
    GatewayClient.assertShape("snapshot_AAPL_IBM", List.of(Browser.json(gateway.get(snapshot))));
    String unknown = "iserver/marketdata/snapshot?conids=5" + FIELDS;
    gateway.get(unknown);
    GatewayClient.assertShape(
        "snapshot_unknown_conid", List.of(Browser.json(gateway.get(unknown))));
    String history = "iserver/marketdata/history?bar=1d&conid=" + gateway.conid("AAPL");
    GatewayClient.assertShape(
        "history_VOO_10d_1d", List.of(Browser.json(gateway.get(history + "&period=10d"))));
    HttpResponse<String> noChart =
        gateway.get("iserver/marketdata/history?bar=1w&period=15y&conid=700000");
    assertThat(noChart.statusCode()).isEqualTo(500);
    GatewayClient.assertShape("error_500_chart_data_unavailable", List.of(Browser.json(noChart)));
    HttpResponse<String> noDetails = gateway.get("iserver/secdef/info?conid=999999999");
    assertThat(noDetails.statusCode()).isEqualTo(500);
    assertThat(Browser.json(noDetails).path("error").asString("")).startsWith("{\"reason\"");
  }

  @Test
  void session_notOpened_isToldInSeveralWays() {
    JsonNode status = Browser.json(gateway.post("iserver/auth/status", ""));
    assertThat(status.path("authenticated").booleanValue()).isFalse();
    assertThat(gateway.get("iserver/accounts").statusCode()).isEqualTo(400);
    assertThat(gateway.get("iserver/accounts").body()).contains("no bridge");

    assertThat(gateway.post("iserver/auth/ssodh/init", "{\"publish\":false}").statusCode())
        .isEqualTo(500);
    gateway.post("iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":true}");
    assertThat(gateway.get("iserver/marketdata/snapshot?conids=700000&fields=31").body())
        .contains("/accounts first");
    assertThat(gateway.get("iserver/accounts").statusCode()).isEqualTo(200);

    gateway.vendor.logOut();
    assertThat(gateway.post("tickle", "{}").statusCode()).isEqualTo(401);
    assertThat(gateway.get("iserver/accounts").statusCode()).isEqualTo(401);
    assertThat(gateway.post("iserver/auth/status", "").statusCode())
        .as("200 even when dead")
        .isEqualTo(200);
  }

  @Test
  void session_otherProgramOrResetOrSilence_endIt() {
    gateway.logIn();
    gateway.vendor.compete();
    assertThat(gateway.get("iserver/accounts").statusCode()).isEqualTo(400);
    JsonNode left =
        Browser.json(
            gateway.post("iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":false}"));
    assertThat(left.path("competing").booleanValue()).isTrue();
    gateway.logIn();
    assertThat(gateway.get("iserver/accounts").statusCode()).isEqualTo(200);

    gateway.now = gateway.now.plus(Duration.ofMinutes(7));
    assertThat(gateway.get("iserver/accounts").statusCode()).as("not tickled").isEqualTo(400);

    gateway.now = Instant.parse("2026-11-19T05:59:58Z");
    gateway.logIn();
    assertThat(gateway.get("iserver/accounts").statusCode())
        .as("one o'clock is over")
        .isEqualTo(400);
  }

  @Test
  void limit_tenASecond_opensTheBoxForTenMinutes() {
    for (int i = 0; i < 10; i++) {
      assertThat(gateway.getAtOnce("iserver/auth/status").statusCode()).isEqualTo(200);
    }
    assertThat(gateway.getAtOnce("iserver/auth/status").statusCode()).isEqualTo(429);

    gateway.now = gateway.now.plusSeconds(590);
    assertThat(gateway.getAtOnce("iserver/auth/status").statusCode()).isEqualTo(429);
    gateway.now = gateway.now.plusSeconds(10);
    assertThat(gateway.getAtOnce("iserver/auth/status").statusCode()).isEqualTo(200);
  }

  @Test
  void limit_tickleAndValidation_areTheirOwn() {
    assertThat(gateway.post("tickle", "{}").statusCode()).isEqualTo(200);
    assertThat(gateway.post("tickle", "{}").statusCode()).isEqualTo(200);
    assertThat(gateway.get("sso/validate").statusCode()).isEqualTo(200);
    assertThat(gateway.get("sso/validate").statusCode()).isEqualTo(429);
  }

  @Test
  void snapshot_valuesOfTheMarket_areInTheRightFields() {
    gateway.logIn();
    long conid = gateway.conid("AAPL");
    String path = "iserver/marketdata/snapshot?conids=" + conid + FIELDS + ",87,7280,7293";
    gateway.get(path);
    JsonNode row = Browser.json(gateway.get(path)).path(0);
    Instrument apple = gateway.simulator.market().find("AAPL").orElseThrow();
    var quote = gateway.simulator.market().quote(apple, gateway.now);

    assertThat(row.path("84").asString("")).isEqualTo("%.2f".formatted(quote.bid()));
    assertThat(row.path("86").asString("")).isEqualTo("%.2f".formatted(quote.ask()));
    assertThat(row.path("88").asString("")).isEqualTo("%,d".formatted(quote.bidSize()));
    assertThat(row.path("85").asString("")).isEqualTo("%,d".formatted(quote.askSize()));
    assertThat(row.path("7762").asString("")).isEqualTo(Long.toString(quote.session().volume()));
    assertThat(row.path("87_raw").longValue()).isEqualTo(quote.session().volume());
    assertThat(row.path("87").asString("")).endsWith("M");
    assertThat(row.path("7280").asString("")).isEqualTo("Technology");
    assertThat(row.path("_updated").longValue()).isEqualTo(gateway.now.toEpochMilli());
  }

  @Test
  void history_pages_goBackwardsAndLeaveOutTheBarBeforeTheirEnd() {
    gateway.logIn();
    String minutes = "iserver/marketdata/history?period=1d&bar=1min&conid=" + gateway.conid("AAPL");
    JsonNode newest = Browser.json(gateway.get(minutes)).path("data");
    assertThat(newest.size()).isEqualTo(1000);

    JsonNode page =
        Browser.json(gateway.get(minutes + "&startTime=20261117-10:00:00")).path("data");
    assertThat(page.get(page.size() - 1).path("t").longValue())
        .isEqualTo(Instant.parse("2026-11-17T09:58:00Z").toEpochMilli());
    assertThat(gateway.get(minutes + "&startTime=yesterday").statusCode()).isEqualTo(400);
    assertThat(
            gateway.get("iserver/marketdata/history?period=1y&bar=1min&conid=700000").statusCode())
        .as("too fine for a year")
        .isEqualTo(400);
  }

  @Test
  void history_day_isTheMarketsInHundreds() {
    gateway.logIn();
    LocalDate day = LocalDate.of(2026, 11, 17);
    Instrument apple = gateway.simulator.market().find("AAPL").orElseThrow();
    var truth = gateway.simulator.market().dailyBars(apple, day, day, gateway.now).getFirst();
    JsonNode rows =
        Browser.json(
                gateway.get(
                    "iserver/marketdata/history?period=5d&bar=1d&conid=" + gateway.conid("AAPL")))
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
    gateway.logIn();
    for (String path :
        List.of(
            "iserver/marketdata/snapshot",
            "iserver/marketdata/snapshot?conids=abc&fields=31",
            "iserver/marketdata/snapshot?conids=" + "1,".repeat(101) + "1&fields=31",
            "iserver/marketdata/history",
            "iserver/marketdata/history?conid=x&period=0d&bar=1d",
            "trsrv/stocks")) {
      assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(400);
    }
    assertThat(gateway.get("iserver/marketdata/history?conid=x&period=5d&bar=1d").body())
        .contains("Chart data unavailable");
    assertThat(gateway.post("iserver/marketdata/unsubscribe", "{\"conid\":1}").statusCode())
        .isEqualTo(500);
    assertThat(gateway.post("iserver/marketdata/unsubscribe", "not json").statusCode())
        .isEqualTo(500);
    assertThat(gateway.post("iserver/auth/ssodh/init", "[").statusCode()).isEqualTo(500);
    assertThat(gateway.get("no/such/path").statusCode()).isEqualTo(404);
    assertThat(Browser.json(gateway.get("trsrv/stocks?symbols=NOPE")).path("NOPE").isEmpty())
        .isTrue();
    assertThat(Browser.json(gateway.get("iserver/secdef/search?symbol=NOPE")).isEmpty()).isTrue();
  }
}
