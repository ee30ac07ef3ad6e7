package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.simulator.fred.FredVendor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FredIT {
  private static final String KEY = "k".repeat(32);
  private static final String JSON = "&file_type=json&api_key=" + KEY;

  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(() -> now)
          .vendor(FredVendor.withKey(KEY))
          .start();
  private final Browser fred = new Browser(simulator.url("fred"));

  @AfterEach
  void stop() {
    fred.close();
    simulator.close();
  }

  /// A second later each time, so that the rate limit is never in the way.
  private HttpResponse<String> get(String path) {
    now = now.plusSeconds(1);
    return fred.get("/fred/" + path);
  }

  private JsonNode observations(String query) {
    return Browser.json(get("series/observations?" + query + JSON));
  }

  private static List<String> values(JsonNode answer) {
    List<String> values = new ArrayList<>();
    answer.path("observations").forEach(row -> values.add(row.path("value").asString()));
    return values;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "series?series_id=GDP | api_key is not set.",
        "series?series_id=GDP&api_key=ABC | is not a 32 character alpha-numeric lower-case string.",
        "series?series_id=GDP&api_key=00000000000000000000000000000000 | is not registered.",
        "series?KEY | Variable series_id is not set.",
        "series?series_id=NOPE&KEY | The series does not exist.",
        "series?series_id=GDP&realtime_start=soon&KEY | realtime_start is not",
        "series?series_id=GDP&realtime_start=2026-02-01&realtime_end=2026-01-01&KEY | after",
        "series/observations?series_id=GDP&limit=0&KEY | limit is not an integer between",
        "series/observations?series_id=GDP&limit=100001&KEY | between 1 and 100000",
        "series/observations?series_id=GDP&offset=-1&KEY | offset",
        "series/observations?series_id=GDP&sort_order=up&KEY | sort_order",
        "series/observations?series_id=GDP&units=furlongs&KEY | units",
        "series/observations?series_id=GDP&frequency=m&KEY | frequency is higher",
        "series/observations?series_id=GDP&frequency=x&KEY | frequency",
        "series/observations?series_id=GDP&aggregation_method=max&KEY | aggregation_method",
        "series/observations?series_id=GDP&observation_start=2026-13-01&KEY | observation_start",
        "series/observations?series_id=GDP&output_type=9&KEY | output_type",
        "series/search?KEY | Variable search_text is not set.",
        "release/dates?KEY | Variable release_id is not set.",
        "release/dates?release_id=999999&KEY | The release does not exist."
      })
  void request_ofBadInput_isA400InTheFormatAskedFor(String path, String why) {
    String full = path.trim().replace("KEY", "api_key=" + KEY);
    HttpResponse<String> json = get(full + "&file_type=json");
    HttpResponse<String> xml = get(full);

    for (HttpResponse<String> answer : List.of(json, xml)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/xml");
    }
    assertThat(Browser.json(json).path("error_code").intValue()).isEqualTo(400);
    assertThat(Browser.json(json).path("error_message").asString())
        .startsWith("Bad Request.  ")
        .contains(why);
    assertThat(xml.body()).startsWith("<?xml").contains("<error code=\"400\" message=\"Bad");
  }

  @Test
  void rateLimit_thirdRequestWithinASecond_isTooMany() {
    String path = "/fred/series?series_id=GDP" + JSON;

    assertThat(fred.get(path).statusCode()).isEqualTo(200);
    now = now.plusMillis(500);
    assertThat(fred.get(path).statusCode()).isEqualTo(200);
    now = now.plusMillis(400);
    HttpResponse<String> third = fred.get(path);
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.body()).contains("Too Many Requests.  Exceeded Rate Limit");
    now = now.plusMillis(100);
    assertThat(fred.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void observations_ofGdp_beginWithFullStopsAndEndAfterTheLag() {
    JsonNode answer = observations("series_id=GDP");
    List<String> values = values(answer);

    assertThat(values.subList(0, 5)).startsWith(".", ".", ".", ".").last().isNotEqualTo(".");
    assertThat(answer.path("count").intValue()).isEqualTo(values.size()).isEqualTo(323);
    assertThat(answer.path("observations").path(322).path("date").asString())
        .isEqualTo("2026-07-01");
    assertThat(Double.parseDouble(values.getLast())).isBetween(15_000.0, 60_000.0);
  }

  @Test
  void observations_ofVix_areMissingOnHolidays() {
    JsonNode answer =
        observations("series_id=VIXCLS&observation_start=2024-12-24&observation_end=2024-12-26");

    assertThat(values(answer)).hasSize(3).element(1).isEqualTo(".");
    assertThat(values(answer).getFirst()).isNotEqualTo(".");
  }

  @Test
  void observations_paged_areThePartOfTheWhole() {
    List<String> whole = values(observations("series_id=UNRATE"));
    List<String> page = values(observations("series_id=UNRATE&limit=10&offset=20"));
    List<String> newest = values(observations("series_id=UNRATE&limit=3&sort_order=desc"));

    assertThat(page).isEqualTo(whole.subList(20, 30));
    assertThat(newest).isEqualTo(whole.reversed().subList(0, 3));
  }

  @Test
  void observations_transformedAndAggregated_followTheirDefinitions() {
    String year = "&observation_start=2024-01-01&observation_end=2024-12-31";
    double[] months = numbers("series_id=UNRATE" + year);
    double[] quarters = numbers("series_id=UNRATE&frequency=q&aggregation_method=avg" + year);
    double[] ends = numbers("series_id=UNRATE&frequency=q&aggregation_method=eop" + year);
    double[] changes = numbers("series_id=UNRATE&units=chg" + year);
    double[] growth = numbers("series_id=CPIAUCSL&units=pc1&observation_start=2025-01-01");
    double[] index = numbers("series_id=CPIAUCSL&observation_start=2024-01-01");

    assertThat(months).hasSize(12);
    assertThat(quarters).hasSize(4);
    assertThat(quarters[0]).isCloseTo((months[0] + months[1] + months[2]) / 3, within(0.11));
    assertThat(ends[3]).isEqualTo(months[11]);
    assertThat(changes[5]).isCloseTo(months[5] - months[4], within(0.11));
    assertThat(growth[0]).isCloseTo(100 * (index[12] / index[0] - 1), within(0.01));
  }

  private double[] numbers(String query) {
    return values(observations(query)).stream().mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void spread_ofTwoYields_isTheirDifference() {
    String day = "&observation_start=2025-03-04&observation_end=2025-03-04";
    double ten = numbers("series_id=DGS10" + day)[0];
    double two = numbers("series_id=DGS2" + day)[0];

    assertThat(numbers("series_id=T10Y2Y" + day)[0]).isCloseTo(ten - two, within(1e-9));
  }

  @Test
  void vintages_ofARevisedQuarter_areThreeAndTheFirstIsTheInitialRelease() {
    String quarter = "series_id=GDP&observation_start=2024-01-01&observation_end=2024-01-01";
    JsonNode all =
        observations(quarter + "&realtime_start=2024-01-01&realtime_end=9999-12-31")
            .path("observations");
    JsonNode initial =
        observations(quarter + "&output_type=4&realtime_start=2024-01-01&realtime_end=9999-12-31")
            .path("observations");
    String asOf = all.path(0).path("realtime_start").asString();
    JsonNode then =
        observations(quarter + "&realtime_start=" + asOf + "&realtime_end=" + asOf)
            .path("observations");

    assertThat(all.size()).isEqualTo(3);
    assertThat(initial.size()).isOne();
    assertThat(then.path(0).path("value")).isEqualTo(all.path(0).path("value"));
    assertThat(initial.path(0).path("value")).isEqualTo(all.path(0).path("value"));
    assertThat(all.path(2).path("realtime_end").asString()).isEqualTo("9999-12-31");
  }

  @Test
  void observation_beforeItsPublicationTime_isNotThereYet() {
    now = Instant.parse("2025-01-27T13:54:00Z");
    int early = values(observations("series_id=GDP&observation_start=2024-01-01")).size();
    now = Instant.parse("2025-01-27T13:56:00Z");

    assertThat(values(observations("series_id=GDP&observation_start=2024-01-01")))
        .hasSize(early + 1);
  }

  @Test
  void lists_ofReleasesUpdatesAndDates_areThere() {
    JsonNode releases = Browser.json(get("releases?" + JSON.substring(1)));
    JsonNode updates = Browser.json(get("series/updates?" + JSON.substring(1)));
    JsonNode past = Browser.json(get("release/dates?release_id=53" + JSON));
    JsonNode coming =
        Browser.json(
            get(
                "releases/dates?include_release_dates_with_no_data=true&realtime_start=2026-11-19"
                    + JSON));
    JsonNode vintages = Browser.json(get("series/vintagedates?series_id=GDP" + JSON));
    HttpResponse<String> xml = get("series/observations?series_id=GDP&limit=1&api_key=" + KEY);

    assertThat(releases.path("releases").size()).isEqualTo(15);
    assertThat(updates.path("seriess").size()).isEqualTo(21);
    assertThat(past.path("release_dates").size()).isGreaterThan(300);
    assertThat(coming.path("release_dates").size()).isGreaterThan(100);
    assertThat(vintages.path("vintage_dates").size()).isGreaterThan(600);
    assertThat(xml.body()).contains("<observations ").contains("value=\".\"");
  }

  @Test
  void key_thatCouldNotBeReal_isRefused() {
    assertThatThrownBy(() -> FredVendor.withKey("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32");
  }
}
