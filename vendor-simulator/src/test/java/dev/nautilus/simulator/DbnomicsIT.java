package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.fred.EconomyBook;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DbnomicsIT {
  private static final Instant NOW = Instant.parse("2026-11-18T14:30:20Z");

  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(InstantSource.fixed(NOW)).start();
  private final Browser dbnomics = new Browser(simulator.url("dbnomics"));

  @AfterEach
  void stop() {
    dbnomics.close();
    simulator.close();
  }

  private JsonNode series(String path) {
    return Browser.json(dbnomics.get("/v22/series" + path)).path("series");
  }

  @Test
  void values_areTheEconomysAndHolesAreNotNumbers() {
    JsonNode doc = series("/FED/H15/RIFLGFCY10_N.B?observations=1").path("docs").path(0);
    List<EconomyBook.Value> published =
        new EconomyBook(simulator.market().seed()).published("DGS10", NOW);

    assertThat(doc.path("value").size()).isEqualTo(published.size());
    for (int i = 0; i < published.size(); i++) {
      JsonNode value = doc.path("value").path(i);
      assertThat(doc.path("period_start_day").path(i).asString(""))
          .isEqualTo(published.get(i).date().toString());
      if (published.get(i).value().isPresent()) {
        assertThat(value.doubleValue()).isEqualTo(published.get(i).value().getAsDouble());
      } else {
        assertThat(value.asString("")).isEqualTo("NA");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"M., 4", ".US, 1", "M.US+GB, 2", "Q., 0", "., 4"})
  void mask_standsForWhatMatches(String mask, int count) {
    String encoded = URLEncoder.encode(mask, StandardCharsets.UTF_8);

    assertThat(series("/BIS/cbpol/" + encoded).path("num_found").intValue()).isEqualTo(count);
  }

  @Test
  void dimension_unknown_isAnEmptyAnswer() {
    String known = URLEncoder.encode("{\"REF_AREA\":[\"US\",\"JP\"]}", StandardCharsets.UTF_8);
    String unknown = URLEncoder.encode("{\"NOPE\":[\"US\"]}", StandardCharsets.UTF_8);

    assertThat(series("/BIS/cbpol?dimensions=" + known).path("num_found").intValue()).isEqualTo(2);
    assertThat(series("/BIS/cbpol?dimensions=" + unknown).path("num_found").intValue()).isZero();
  }

  @Test
  void list_withAnUnknownSeries_mentionsItBesideTheOthers() {
    JsonNode answer =
        Browser.json(dbnomics.get("/v22/series?series_ids=BIS/cbpol/M.US,BIS/cbpol/M.XX"));

    assertThat(answer.path("series").path("docs").size()).isOne();
    assertThat(answer.path("errors").path(0).asString("")).contains("Could not load", "M.XX");
  }

  @Test
  void release_latest_isARedirect() {
    HttpResponse<String> answer = dbnomics.get("/v22/series/IMF/WEO:latest?observations=1&limit=1");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location"))
        .contains("/v22/series/IMF/WEO%3A2026-10?observations=1&limit=1");
  }

  @Test
  void metadata_hasLabelsInTwoForms() {
    JsonNode labels =
        Browser.json(dbnomics.get("/v22/series/BIS/cbpol?metadata=1&facets=1&limit=0"))
            .path("dataset")
            .path("dimensions_values_labels");

    assertThat(labels.path("FREQ").isObject()).isTrue();
    assertThat(labels.path("REF_AREA").isArray()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/v22/series/BIS/cbpol?limit=1001, 400",
    "/v22/series/BIS/cbpol?limit=x, 400",
    "/v22/series/BIS/cbpol?offset=-1, 400",
    "/v22/series/BIS/cbpol?observations=maybe, 400",
    "/v22/series/BIS/cbpol?colour=red, 400",
    "/v22/series/BIS/cbpol?dimensions=%7B, 400",
    "/v22/series, 400",
    "/v22/search?limit=101, 400",
    "/v22/series/BIS/nope, 404",
    "/v22/series/BIS/cbpol/M.XX, 404",
    "/v22/nope, 404"
  })
  void request_ofBadInput_isRefusedWithAMessage(String path, int status) {
    HttpResponse<String> answer = dbnomics.get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Browser.json(answer).path("message").asString("")).isNotBlank();
  }
}
