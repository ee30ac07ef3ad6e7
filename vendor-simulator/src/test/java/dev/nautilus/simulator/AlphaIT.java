package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.alpha.AlphaVendor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AlphaIT {
  private static final String KEY = "&apikey=" + AlphaVendor.DEFAULT_KEY;

  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).start();
  private final Browser free = new Browser(simulator.url("alpha_vantage"));
  private final VendorSimulator paid =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(() -> now)
          .vendor(new AlphaVendor().premium().withoutRateLimit())
          .start();
  private final Browser premium = new Browser(paid.url("alpha_vantage"));

  @AfterEach
  void stop() {
    free.close();
    premium.close();
    simulator.close();
    paid.close();
  }

  private JsonNode ask(Browser whom, String query) {
    var answer = whom.get("/query?" + query + KEY);
    assertThat(answer.statusCode()).as("whatever happened").isEqualTo(200);
    return Browser.json(answer);
  }

  private static List<String> names(JsonNode node) {
    return new ArrayList<>(node.propertyNames());
  }

  /// Names as they stand in recorded answers of May 2026 and before.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "function=GLOBAL_QUOTE&symbol=AAPL|/Global Quote|01. symbol,02. open,03. high,04. low,05. price,06. volume,07. latest trading day,08. previous close,09. change,10. change percent",
        "function=CURRENCY_EXCHANGE_RATE&from_currency=EUR&to_currency=USD|/Realtime Currency Exchange Rate|1. From_Currency Code,2. From_Currency Name,3. To_Currency Code,4. To_Currency Name,5. Exchange Rate,6. Last Refreshed,7. Time Zone,8. Bid Price,9. Ask Price",
        "function=TIME_SERIES_DAILY&symbol=AAPL|/Meta Data|1. Information,2. Symbol,3. Last Refreshed,4. Output Size,5. Time Zone",
        "function=TIME_SERIES_DAILY&symbol=AAPL|/Time Series (Daily)/2026-11-17|1. open,2. high,3. low,4. close,5. volume",
        "function=TIME_SERIES_INTRADAY&interval=1min&symbol=AAPL|/Meta Data|1. Information,2. Symbol,3. Last Refreshed,4. Interval,5. Output Size,6. Time Zone",
        "function=TIME_SERIES_INTRADAY&interval=1min&symbol=AAPL|/Time Series (1min)/2026-11-18 09:29:00|1. open,2. high,3. low,4. close,5. volume",
        "function=TIME_SERIES_WEEKLY&symbol=AAPL|/Weekly Time Series/2026-11-15|1. open,2. high,3. low,4. close,5. volume",
        "function=FX_DAILY&from_symbol=EUR&to_symbol=USD|/Time Series FX (Daily)/2026-11-17|1. open,2. high,3. low,4. close",
        "function=NEWS_SENTIMENT&tickers=AAPL|/feed/0/ticker_sentiment/0|ticker,relevance_score,ticker_sentiment_score,ticker_sentiment_label",
        "function=EARNINGS&symbol=AAPL|/quarterlyEarnings/0|fiscalDateEnding,reportedDate,reportedEPS,estimatedEPS,surprise,surprisePercentage,reportTime",
        "function=CPI|/data/0|date,value"
      })
  void answer_ofAFunction_hasTheNamesOfARecordedOne(String query, String where, String names) {
    JsonNode part = ask(premium, query).at(where);

    assertThat(names(part)).containsExactly(names.split(",", -1));
    part.forEach(value -> assertThat(value.isString()).as("numbers are text").isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "function=TIME_SERIES_DAILY&symbol=NOPE|Error Message|Invalid API call",
        "function=TIME_SERIES_INTRADAY&symbol=AAPL|Error Message|Invalid API call",
        "function=TIME_SERIES_INTRADAY&symbol=AAPL&interval=1min&month=soon|Error Message|Invalid API call",
        "function=FX_DAILY&from_symbol=BTC&to_symbol=USD|Error Message|Invalid API call",
        "function=TREASURY_YIELD&maturity=4year|Error Message|Invalid API call",
        "function=NEWS_SENTIMENT&tickers=NOPE|Information|Invalid inputs",
        "function=NEWS_SENTIMENT&tickers=AAPL&limit=many|Information|Invalid inputs",
        "function=NEWS_SENTIMENT&tickers=AAPL&time_from=yesterday|Information|Invalid inputs",
        "symbol=AAPL|Error Message|does not exist"
      })
  void request_ofBadInput_isToldInTheBody(String query, String field, String words) {
    assertThat(ask(premium, query).path(field).asString("")).contains(words);
  }

  @Test
  void symbol_unknown_isAnEmptyObject() {
    assertThat(ask(premium, "function=OVERVIEW&symbol=NOPE").isEmpty()).isTrue();
    assertThat(ask(premium, "function=GLOBAL_QUOTE&symbol=NOPE").path("Global Quote").isEmpty())
        .isTrue();
  }

  @Test
  void key_missingOrWrong_isToldInTheBody() {
    for (String key : List.of("", "&apikey=nobody")) {
      assertThat(
              Browser.json(free.get("/query?function=GLOBAL_QUOTE&symbol=AAPL" + key))
                  .path("Error Message")
                  .asString(""))
          .contains("apikey is invalid or missing");
    }
  }

  @Test
  void freePlan_twoInASecondOrTwentySixInADay_isALimit() {
    String quote = "function=GLOBAL_QUOTE&symbol=AAPL";
    assertThat(ask(free, quote).has("Global Quote")).isTrue();
    assertThat(ask(free, quote).path("Information").asString("")).contains("spreading out");
    for (int i = 1; i < 25; i++) {
      now = now.plusSeconds(1);
      assertThat(ask(free, quote).has("Global Quote")).as("answer %d", i + 1).isTrue();
    }
    now = now.plusSeconds(1);
    assertThat(ask(free, quote).path("Information").asString(""))
        .contains("detected your API key as " + AlphaVendor.DEFAULT_KEY);
    now = now.plusSeconds(86_400);
    assertThat(ask(free, quote).has("Global Quote")).as("a new day").isTrue();
  }

  @Test
  void freePlan_premiumFunction_isRefusedOrMadeUp() {
    assertThat(
            ask(free, "function=TIME_SERIES_DAILY&outputsize=full&symbol=AAPL")
                .path("Information")
                .asString(""))
        .contains("This is a premium endpoint");
    now = now.plusSeconds(1);
    JsonNode bulk = ask(free, "function=REALTIME_BULK_QUOTES&symbol=AAPL,MSFT");
    assertThat(bulk.path("message").asString("")).contains("ARTIFICIAL");
    assertThat(bulk.path("data").size()).isEqualTo(2);
  }

  @Test
  void csv_asked_isCsvAndErrorsAreJson() {
    String good =
        premium.get("/query?function=TIME_SERIES_DAILY&symbol=AAPL&datatype=csv" + KEY).body();
    String bad =
        premium.get("/query?function=TIME_SERIES_DAILY&symbol=NOPE&datatype=csv" + KEY).body();

    assertThat(good.lines().toList())
        .hasSize(101)
        .first()
        .isEqualTo("timestamp,open,high,low,close,volume");
    assertThat(bad).startsWith("{");
  }

  @Test
  void economy_isThatOfFred() {
    JsonNode rows = ask(premium, "function=UNEMPLOYMENT").path("data");
    try (Browser fred = new Browser(paid.url("fred"))) {
      JsonNode newest =
          Browser.json(
                  fred.get(
                      "/fred/series/observations?series_id=UNRATE&sort_order=desc&limit=1"
                          + "&file_type=json&api_key=simulated0key0for0fred0000000000"))
              .path("observations")
              .path(0);

      assertThat(rows.path(0).path("date").asString()).isEqualTo(newest.path("date").asString());
      assertThat(Double.parseDouble(rows.path(0).path("value").asString()))
          .isEqualTo(Double.parseDouble(newest.path("value").asString()));
    }
  }
}
