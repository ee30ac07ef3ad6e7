package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.datagov.DataGovVendor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DataGovIT {
  private static final String V4 = "/technology/datagov/v4";

  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).start();
  private final Browser catalog = new Browser(simulator.url("data_gov"));

  @AfterEach
  void stop() {
    catalog.close();
    simulator.close();
  }

  private HttpResponse<String> get(String path, String key) {
    return catalog.send(catalog.request(path).header("x-api-key", key));
  }

  private HttpResponse<String> get(String path) {
    return get(V4 + path, DataGovVendor.DEFAULT_KEY);
  }

  @Test
  void key_missingOrWrong_isRefusedByTheGateway() {
    JsonNode missing = Browser.json(catalog.get(V4 + "/search"));
    HttpResponse<String> wrong = get(V4 + "/search", "nobody");

    assertThat(missing.path("error").path("code").asString("")).isEqualTo("API_KEY_MISSING");
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(Browser.json(wrong).path("error").path("code").asString(""))
        .isEqualTo("API_KEY_INVALID");
    assertThat(catalog.get("/api/3/action/package_search").statusCode())
        .as("the old API asks for none")
        .isEqualTo(200);
  }

  @Test
  void demoKey_isLimitedByTheHourAndTheDay() {
    int passed = 0;
    for (int hour = 0; hour < 3; hour++) {
      for (int i = 0; i < 31; i++) {
        passed += get(V4 + "/search", "DEMO_KEY").statusCode() == 200 ? 1 : 0;
      }
      now = now.plus(Duration.ofHours(1));
    }
    HttpResponse<String> over = get(V4 + "/search", "DEMO_KEY");

    assertThat(passed).isEqualTo(50);
    assertThat(over.statusCode()).isEqualTo(429);
    assertThat(Browser.json(over).path("error").path("code").asString(""))
        .isEqualTo("OVER_RATE_LIMIT");
    assertThat(get("/search").statusCode()).as("another key").isEqualTo(200);
  }

  @Test
  void ownKey_isLimitedToAThousandAnHourAndSaysHowManyAreLeft() {
    for (int i = 0; i < 1000; i++) {
      assertThat(get("/harvest_record/0").statusCode()).isEqualTo(404);
    }
    HttpResponse<String> over = get("/harvest_record/0");

    assertThat(over.statusCode()).isEqualTo(429);
    assertThat(over.headers().firstValue("x-ratelimit-limit")).contains("1000");
    assertThat(over.headers().firstValue("x-ratelimit-remaining")).contains("0");
    now = now.plus(Duration.ofHours(1));
    assertThat(get("/search").headers().firstValue("x-ratelimit-remaining")).contains("999");
  }

  @Test
  void search_pages_followTheCursorToTheEnd() {
    int pages = 0;
    int found = 0;
    String after = "";
    do {
      JsonNode page = Browser.json(get("/search?per_page=4" + after));
      found += page.path("results").size();
      after = page.path("after").isString() ? "&after=" + page.path("after").stringValue() : "";
      pages++;
    } while (!after.isEmpty());

    assertThat(found).isEqualTo(21);
    assertThat(pages).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/technology/datagov/v4/search?per_page=0 | 422 | per_page",
        "/technology/datagov/v4/search?per_page=many | 422 | per_page",
        "/technology/datagov/v4/search?after=%25%25 | 422 | after",
        "/technology/datagov/v4/nothing | 404 | \"error\":\"Not Found\"",
        "/api/3/action/package_show?id=nope | 404 | Not Found Error",
        "/api/3/action/package_search?rows=x | 409 | Validation Error"
      })
  void request_ofBadInput_isRefusedInTheApisOwnForm(String path, int status, String says) {
    HttpResponse<String> answer = get(path, DataGovVendor.DEFAULT_KEY);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void bothApis_knowTheSameDataSets() {
    JsonNode first =
        Browser.json(get("/search?q=unemployment+rate&per_page=1")).path("results").path(0);
    JsonNode old =
        Browser.json(
            catalog.get("/api/3/action/package_show?id=" + first.path("slug").asString("")));

    assertThat(old.path("success").booleanValue()).isTrue();
    assertThat(old.path("result").path("title")).isEqualTo(first.path("title"));
  }
}
