package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YahooBadInputIT {
  private static final Instant NOW = Instant.parse("2026-11-18T14:30:20Z");
  private static final String CHART = "/v8/finance/chart/AAPL?";

  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(InstantSource.fixed(NOW)).start();
  private final Browser stranger = new Browser(simulator.url("yahoo_finance"));
  private final Browser browser = new Browser(simulator.url("yahoo_finance")).login();

  @AfterAll
  void stop() {
    stranger.close();
    browser.close();
    simulator.close();
  }

  private JsonNode chart(String query) {
    return Browser.json(browser.get(CHART + query)).path("chart").path("result").path(0);
  }

  @Test
  void crumb_withoutOurCookie_isUnauthorized() {
    assertThat(stranger.get("/v1/test/getcrumb").statusCode()).isEqualTo(401);
    var forged = stranger.request("/v1/test/getcrumb").header("user-agent", Browser.AGENT);
    HttpResponse<String> answer = stranger.send(forged.header("cookie", "A3=d=1&S=2"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(browser.get("/v1/test/getcrumb").body()).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v7/finance/quote?symbols=AAPL",
        "/v10/finance/quoteSummary/AAPL?modules=price",
        "/v7/finance/options/AAPL",
        "/v7/finance/options/AAPL?crumb=",
        "/v7/finance/quote?symbols=AAPL&crumb=wrongcrumb1"
      })
  void crumbedEndpoint_withoutValidCrumb_isUnauthorizedUnderFinance(String path) {
    HttpResponse<String> answer = browser.get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"finance\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\","
                + "\"description\":\"Invalid Crumb\"}}}");
    assertThat(stranger.getWithCrumb(path).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v8/finance/chart/AAPL", "/v1/test/getcrumb"})
  void request_ofNoBrowser_isTooMany(String path) {
    HttpResponse<String> answer =
        browser.send(browser.request(path).header("user-agent", "curl/8"));

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo("Too Many Requests\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "interval=7m | 422 | interval=7m is not supported",
        "interval=1d&range=7y | 422 | range=7y is not supported",
        "interval=1m&range=1mo | 422 | Only 8 days worth of 1m granularity data",
        "interval=1m&period1=1760000000&period2=1760086400 | 422 | within the last 30 days",
        "interval=5m&range=1y | 422 | within the last 60 days",
        "interval=1h&range=5y | 422 | within the last 730 days",
        "period1=yesterday | 422 | period1=yesterday",
        "period1=99999999999999999999&period2=1 | 422 | period1",
        "period1=1700000000&period2=1600000000 | 400 | start date cannot be after end date",
        "period1=1000000000&period2=1100000000 | 400 | Data doesn't exist for startDate"
      })
  void chart_ofBadParameters_saysWhy(String query, int status, String why) {
    HttpResponse<String> answer = browser.get(CHART + query.trim());

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode chart = Browser.json(answer).path("chart");
    assertThat(chart.path("result").isNull()).isTrue();
    assertThat(chart.path("error").path("description").asString()).contains(why);
  }

  @Test
  void chart_ofAnEmptyPeriod_hasNoTimestampsAndAnEmptyQuote() {
    JsonNode result = chart("interval=1d&period1=1900000000&period2=1900086400&events=div%7Cdiv");

    assertThat(result.has("meta")).isTrue();
    assertThat(result.has("timestamp")).isFalse();
    assertThat(result.path("indicators").path("quote").toString()).isEqualTo("[{}]");
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 5d, 6631",
    "5m, 5d, 1327",
    "15m, 1mo, 3035",
    "1h, 1mo, 759",
    "1d, 1mo, 32",
    "1wk, 3mo, 14",
    "1mo, 1y, 13"
  })
  void chart_ofEachInterval_hasAllBarsUpToNow(String interval, String range, int bars) {
    JsonNode result = chart("interval=" + interval + "&range=" + range);
    JsonNode quote = result.path("indicators").path("quote").path(0);

    assertThat(result.path("timestamp").size()).isEqualTo(bars);
    for (String series : List.of("open", "high", "low", "close", "volume")) {
      assertThat(quote.path(series).size()).isEqualTo(bars);
    }
    assertThat(quote.path("close").path(bars - 1).floatValue())
        .isEqualTo(result.path("meta").path("regularMarketPrice").floatValue());
  }

  @Test
  void chart_ofMinutes_hasAFewNulls() {
    int nulls = 0;
    for (JsonNode close :
        chart("interval=1m&range=5d").path("indicators").path("quote").path(0).path("close")) {
      nulls += close.isNull() ? 1 : 0;
    }

    assertThat(nulls).isBetween(1, 60);
  }

  @Test
  void chart_adjustedClose_isLowerBeforeADividendAndEqualAfter() {
    JsonNode result = chart("interval=1d&range=1y&events=div");
    JsonNode closes = result.path("indicators").path("quote").path(0).path("close");
    JsonNode adjusted = result.path("indicators").path("adjclose").path(0).path("adjclose");
    int last = closes.size() - 1;

    assertThat(result.path("events").path("dividends").size()).isEqualTo(4);
    assertThat(adjusted.path(0).doubleValue()).isLessThan(closes.path(0).doubleValue());
    assertThat(adjusted.path(last).doubleValue()).isEqualTo(closes.path(last).doubleValue());
  }

  @Test
  void quote_ofSomeUnknownSymbols_leavesThemOut() {
    JsonNode result =
        Browser.json(browser.getWithCrumb("/v7/finance/quote?symbols=NOPE,AAPL,%00,AAPL"))
            .path("quoteResponse")
            .path("result");

    assertThat(result.size()).isOne();
    assertThat(result.path(0).path("symbol").asString()).isEqualTo("AAPL");
    assertThat(browser.getWithCrumb("/v7/finance/quote").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/v10/finance/quoteSummary/NOPE?modules=price, 404",
    "/v10/finance/quoteSummary/AAPL?modules=horoscope, 404",
    "/v10/finance/quoteSummary/AAPL, 404",
    "/v7/finance/options/NOPE, 200",
    "/v7/finance/options/AAPL?date=never, 200",
    "/v1/finance/search, 400",
    "/v1/finance/search?q=A&newsCount=many, 400",
    "/v1/finance/search?q=zzzz, 200",
    "/v8/finance/chart/..%2F..%2Fetc, 404",
    "/v8/finance/chart/, 404",
    "/v9/finance/chart/AAPL, 404",
    "/ws/fundamentals-timeseries/v1/finance/timeseries/AAPL?period1=x, 400",
    "/ws/fundamentals-timeseries/v1/finance/timeseries/NOPE?type=a%2Cb, 200"
  })
  void endpoint_ofOddInput_answersInYahoosWay(String path, int status) {
    HttpResponse<String> answer = browser.getWithCrumb(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Browser.json(answer).isObject()).isTrue();
  }

  @Test
  void quoteSummary_unlessUnformatted_wrapsNumbers() {
    String path = "/v10/finance/quoteSummary/AAPL?modules=financialData";
    JsonNode wrapped = Browser.json(browser.getWithCrumb(path));
    JsonNode plain = Browser.json(browser.getWithCrumb(path + "&formatted=false"));

    assertThat(price(wrapped).path("raw")).isEqualTo(price(plain));
    assertThat(price(wrapped).path("fmt").isString()).isTrue();
  }

  private static JsonNode price(JsonNode summary) {
    return summary
        .path("quoteSummary")
        .path("result")
        .path(0)
        .path("financialData")
        .path("currentPrice");
  }
}
