package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TradingEconomicsIT {
  private static final String KEY = "c=" + TradingEconomicsVendor.DEFAULT_KEY;

  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private VendorSimulator simulator = start(new TradingEconomicsVendor());
  private Browser browser = new Browser(simulator.url("trading_economics"));

  @AfterEach
  void stop() {
    browser.close();
    simulator.close();
  }

  private VendorSimulator start(TradingEconomicsVendor vendor) {
    return VendorSimulator.builder().ephemeralPorts().clock(() -> now).vendor(vendor).start();
  }

  private void play(TradingEconomicsVendor vendor) {
    stop();
    simulator = start(vendor);
    browser = new Browser(simulator.url("trading_economics"));
  }

  /// A second later each time, so that the rate is never in the way.
  private HttpResponse<String> get(String path) {
    now = now.plusSeconds(1);
    return browser.get(path + (path.contains("?") ? "&" : "?") + KEY);
  }

  private JsonNode rows(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Browser.json(answer);
  }

  /// Names as they stand in recorded answers, in their order.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/historical/country/united%20states/indicator/gdp|Country,Category,DateTime,Value,Frequency,HistoricalDataSymbol,LastUpdate",
        "/markets/historical/aapl:us?d1=2024-01-01&d2=2024-03-01|Symbol,Date,Open,High,Low,Close",
        "/forecast/country/united%20states/indicator/gdp|Country,Category,Title,LatestValue,LatestValueDate"
      })
  void row_ofAnAnswer_hasTheNamesOfARecordedOne(String path, String names) {
    List<String> found = new ArrayList<>(rows(path).path(0).propertyNames());

    assertThat(found).startsWith(names.split(",", -1));
  }

  @Test
  void calendar_rows_areTextWithUnitsAndHolidays() {
    JsonNode rows = rows("/calendar/country/All/2026-01-01/2026-12-31");

    assertThat(rows.path(0).path("Category").asString()).isEqualTo("Holidays");
    assertThat(rows.path(0).path("ReferenceDate").isNull()).isTrue();
    List<String> actual = new ArrayList<>();
    rows.forEach(row -> actual.add(row.path("Actual").asString("missing")));
    assertThat(actual).anyMatch(text -> text.endsWith("%")).anyMatch(String::isEmpty);
  }

  @Test
  void prices_areDayFirstAndPadded() {
    assertThat(
            rows("/markets/historical/aapl:us?d1=2024-02-12&d2=2024-02-13")
                .path(0)
                .path("Date")
                .asString())
        .isEqualTo("13/02/2024");
    assertThat(rows("/markets/symbol/aapl:us,nope:us,eurusd:cur").size()).isEqualTo(2);
    assertThat(rows("/markets/symbol/aapl:us").path(0).path("state").asString())
        .isEqualTo("OPEN      ");
  }

  @Test
  void unknown_isAnEmptyList() {
    assertThat(rows("/markets/symbol/nope:us").size()).isZero();
    assertThat(rows("/markets/historical/nope:us").size()).isZero();
    assertThat(rows("/historical/country/atlantis/indicator/gdp").size()).isZero();
  }

  @Test
  void badInput_isA400AndOtherPathsA404() {
    assertThat(get("/calendar/country/All/soon/later").statusCode()).isEqualTo(400);
    assertThat(get("/markets/historical/aapl:us?d1=31/12/2024").statusCode()).isEqualTo(400);
    assertThat(get("/news").statusCode()).isEqualTo(404);
  }

  @Test
  void key_wrong_isAJsonString() {
    HttpResponse<String> answer = browser.get("/markets/symbol/aapl:us?c=some:body");

    assertThat(answer.body()).startsWith("\"You must provide valid credentials.");
    assertThatThrownBy(() -> TradingEconomicsVendor.withKey("half"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key:secret");
  }

  @Test
  void rate_twoInASecond_isTooMany() {
    String path = "/markets/symbol/aapl:us?" + KEY;

    assertThat(browser.get(path).statusCode()).isEqualTo(200);
    assertThat(browser.get(path).statusCode()).isEqualTo(429);
    now = now.plusSeconds(1);
    assertThat(browser.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void freePlan_ofACountryOutside_isA403InPlainText() {
    play(new TradingEconomicsVendor().free());
    HttpResponse<String> answer = get("/historical/country/united%20states/indicator/gdp");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("No Access to this country as free user.");
    assertThat(rows("/historical/country/sweden/indicator/gdp").size()).isZero();
  }

  @Test
  void rows_beyondThePlan_areCutWithoutAWord() {
    play(new TradingEconomicsVendor().rowsPerAnswer(10));
    JsonNode history = rows("/historical/country/united%20states/indicator/gdp");
    JsonNode prices = rows("/markets/historical/aapl:us?d1=2024-01-01&d2=2024-12-31");

    assertThat(history.size()).isEqualTo(10);
    assertThat(history.path(0).path("DateTime").asString()).startsWith("1947-03-31");
    assertThat(prices.size()).isEqualTo(10);
    assertThat(prices.path(0).path("Date").asString()).isEqualTo("31/12/2024");
  }
}
