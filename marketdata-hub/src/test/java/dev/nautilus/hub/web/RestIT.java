package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.figures;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.web.HubHttp.assertProblem;
import static dev.nautilus.hub.web.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MarketDatum;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// REST over a real port, with vendors that answer as they are told and without a bus. Symbols
/// differ from test to test, because the cache is one.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "nautilus.hub.watch.enabled=false",
      "nautilus.hub.cache.lifetimes.news=1ns"
    })
class RestIT {
  private final FakeVendor vendor;
  private final HubHttp hub;

  RestIT(@Qualifier("vendor") FakeVendor vendor, @LocalServerPort int port) {
    this.vendor = vendor;
    this.hub = new HubHttp(port);
  }

  private void vendorHas(MarketDatum... data) {
    vendor.answering(_ -> new VendorReply.Data(List.of(data), false));
  }

  private void vendorRefuses(Refusal why, @Nullable Duration retryAfter) {
    vendor.answering(_ -> new VendorReply.Refused(why, "because " + why, retryAfter));
  }

  @Test
  void quote_isFlatAndSaysHowGoodItIs() throws Exception {
    vendorHas(quote("AAPL", 150.25, NOON));

    HttpResponse<String> response = hub.get("/api/v1/quote/AAPL");

    JsonNode quote = json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(quote.propertyNames())
        .containsExactlyInAnyOrder(
            "symbol",
            "type",
            "bid",
            "bidSize",
            "ask",
            "askSize",
            "last",
            "currency",
            "source",
            "observedAt",
            "receivedAt",
            "version",
            "simulated",
            "freshness",
            "ageMillis");
    assertThat(quote.get("symbol").asString()).isEqualTo("AAPL");
    assertThat(quote.get("bid").asDouble()).isEqualTo(150.25);
    assertThat(quote.get("askSize").isNull()).as("missing is not 0").isTrue();
    assertThat(quote.get("source").asString()).isEqualTo("fake");
    assertThat(quote.get("observedAt").asString()).isEqualTo("2026-11-20T17:00:00Z");
    assertThat(quote.get("version").asLong()).isEqualTo(1);
    assertThat(quote.get("simulated").asBoolean()).isTrue();
    assertThat(quote.get("freshness").asString()).isEqualTo("fresh");
  }

  @Test
  void bars_areRowsWithTheirVersions_andTheRangeReachesTheVendor() throws Exception {
    vendorHas(bar("BARS", NOON, 101, true), bar("BARS", NOON.plusSeconds(60), 102, false));

    JsonNode bars =
        json(
            hub.get(
                "/api/v1/bar/BARS?interval=1m&limit=7&from=2026-11-20T16:00:00%2B01:00"
                    + "&to=1795197600"));

    assertThat(bars.get("count").asInt()).isEqualTo(2);
    assertThat(bars.get("interval").asString()).isEqualTo("1m");
    assertThat(bars.get("data").get(1).get("close").asDouble()).isEqualTo(102);
    assertThat(bars.get("data").get(1).get("complete").asBoolean()).isFalse();
    assertThat(bars.get("data").get(0).get("version").asLong()).isEqualTo(1);
    assertThat(bars.get("version").asLong()).isEqualTo(2);
    assertThat(bars.get("data").get(0).has("provenance")).isFalse();
    assertThat(vendor.asked().getLast())
        .satisfies(
            query -> {
              assertThat(query.interval()).isEqualTo(BarSpec.MINUTE);
              assertThat(query.from()).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
              assertThat(query.limit()).isEqualTo(7);
            });
  }

  @Test
  void figures_areRowsByStatement() throws Exception {
    vendorHas(figures("FIG", "income", 5), figures("FIG", "balance", 6));

    JsonNode body = json(hub.get("/api/v1/fundamental?symbol=FIG"));

    assertThat(body.get("data").get(1).get("statement").asString()).isEqualTo("balance");
    assertThat(body.get("data").get(0).get("values").get("revenue").asDouble()).isEqualTo(5);
  }

  @Test
  void news_vendorFailsPastItsLifetime_isStaleWithAge() throws Exception {
    vendorHas(news("OLD", "a", NOON));
    hub.get("/api/v1/news/OLD");
    vendorRefuses(Refusal.VENDOR_FAILED, null);

    HttpResponse<String> response = hub.get("/api/v1/news/OLD");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("freshness").asString()).isEqualTo("stale");
    assertThat(json(response).get("ageMillis").asLong()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void symbolsWithSpecialCharacters_arriveAsWritten() throws Exception {
    vendorHas(quote("^MOVE", 90, NOON));
    hub.get("/api/v1/quote/%5EMOVE");
    assertThat(vendor.asked().getLast().instruments().getFirst().value()).isEqualTo("^MOVE");
    hub.get("/api/v1/quote?symbol=EURUSD%3DX");
    assertThat(vendor.asked().getLast().instruments().getFirst().value()).isEqualTo("EURUSD=X");
    hub.get("/api/v1/quote?symbol=A/B");
    assertThat(vendor.asked().getLast().instruments().getFirst().value()).isEqualTo("A/B");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 404", "NO_DATA, 404", "NOT_SERVED, 404", "BAD_REQUEST, 400",
    "NOT_CONFIGURED, 503", "UNAUTHORIZED, 502", "VENDOR_FAILED, 502", "GARBAGE, 502"
  })
  void refusal_isAProblemWithItsStatus(Refusal why, int status) throws Exception {
    vendorRefuses(why, null);

    HttpResponse<String> response = hub.get("/api/v1/quote/REF." + why);

    assertProblem(response, status, "because " + why);
    assertThat(json(response).get("refusal").asString()).isEqualTo(why.name());
  }

  @Test
  void overBudget_is429WithRetryAfterInWholeSeconds() throws Exception {
    vendorRefuses(Refusal.OVER_BUDGET, Duration.ofMillis(2100));

    HttpResponse<String> response = hub.get("/api/v1/quote/BUDGET");

    assertProblem(response, 429, "OVER_BUDGET");
    assertThat(response.headers().firstValue("Retry-After")).contains("3");
  }

  @Test
  void sourceWithoutAKey_is503() throws Exception {
    assertProblem(hub.get("/api/v1/economic?symbol=FRED:GDP"), 503, "keyless", "not configured");
  }

  @Test
  void unknownType_is404AndSaysWhichExist() throws Exception {
    assertProblem(hub.get("/api/v1/qoute/AAPL"), 404, "qoute", "quote", "bar", "economic");
    assertProblem(hub.get("/api/v1/qoute?symbol=AAPL"), 404, "quote");
  }

  @Test
  void unknownPath_isAProblemToo() throws Exception {
    assertProblem(hub.get("/api/v2/quote/AAPL"), 404);
    assertThat(hub.delete("/api/v1/quote/AAPL").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/quote/AA%20PL",
        "/api/v1/quote/AAPL%0D%0ASet-Cookie:x",
        "/api/v1/quote/%3Cscript%3E",
        "/api/v1/quote/a..b",
        "/api/v1/quote?symbol=a//b",
        "/api/v1/quote?symbol=",
        "/api/v1/quote?symbol=%E2%82%AC",
        "/api/v1/quote",
        "/api/v1/quote?symbol=AAPL&search=apple",
        "/api/v1/bar/AAPL?interval=1x",
        "/api/v1/bar/AAPL?limit=0",
        "/api/v1/bar/AAPL?limit=50001",
        "/api/v1/bar/AAPL?limit=many",
        "/api/v1/bar/AAPL?from=yesterday",
        "/api/v1/bar/AAPL?from=2026-13-01",
        "/api/v1/bar/AAPL?from=99999999999999999999",
        "/api/v1/bar/AAPL?from=2026-11-20&to=2026-11-19",
        "/api/v1/quote/AAPL?interval=1m"
      })
  void badInput_is400AndNoVendorIsAsked(String path) throws Exception {
    int before = vendor.asked().size();

    HttpResponse<String> response = hub.get(path);

    assertProblem(response, 400);
    assertThat(json(response).get("detail").asString()).isNotBlank();
    assertThat(vendor.asked()).hasSize(before);
  }

  @Test
  void veryLongSymbol_is400AndNotRepeatedInFull() throws Exception {
    HttpResponse<String> response = hub.get("/api/v1/quote/" + "A".repeat(6000));

    assertProblem(response, 400, "1 to 128");
    assertThat(json(response).get("detail").asString()).hasSizeLessThan(300);
  }
}
