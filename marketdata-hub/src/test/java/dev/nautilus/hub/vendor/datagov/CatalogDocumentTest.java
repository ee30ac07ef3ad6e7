package dev.nautilus.hub.vendor.datagov;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.datagov.CatalogDocument.Datasets;
import dev.nautilus.message.Economic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogDocumentTest {
  private static final Receipt RECEIPT =
      new Receipt(DataGovConnection.SOURCE, Instant.parse("2026-03-04T15:00:00Z"), false);

  private static Outcome<CatalogDocument> read(int status, String body) {
    return CatalogDocument.read(
        new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Datasets datasets(String body) {
    Outcome<CatalogDocument> outcome = read(200, body);
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return (Datasets) ((Outcome.Good<CatalogDocument>) outcome).value();
  }

  private static Refusal refusal(Outcome<CatalogDocument> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<CatalogDocument>) outcome).refused().why();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-08-04T13:35:12.398986, 2025-08-04T13:35:12.398986Z",
    "2025-08-04T13:35:12Z, 2025-08-04T13:35:12Z",
    "2025-08-04T13:35:12-05:00, 2025-08-04T18:35:12Z",
    "2025-08-04, 2025-08-04T00:00:00Z",
    "R/P1D, 2026-03-04T15:00:00Z",
    "2027-01-01, 2026-03-04T15:00:00Z"
  })
  void time_withoutAZone_isUtc(String text, Instant expected) {
    Datasets found =
        datasets(
            """
            {"results":[{"slug":"a","title":"A","last_harvested_date":"%s"}]}"""
                .formatted(text));

    assertThat(found.entries().getFirst().described(RECEIPT))
        .map(Economic::provenance)
        .map(p -> p.observedAt())
        .contains(expected);
  }

  @Test
  void entry_withoutASlug_isCountedAndItsNeighbourStays() {
    Datasets found = datasets("{\"after\":\"x\",\"results\":[{\"title\":\"A\"},{\"slug\":\"b\"}]}");

    assertThat(found.entries()).map(DatasetEntry::title).containsExactly("b");
    assertThat(found.unreadable()).isOne();
    assertThat(found.after()).contains("x");
  }

  @Test
  void slug_ofLettersThatNoInstrumentHas_isNoInstrument() {
    Datasets found =
        datasets("{\"results\":[{\"slug\":\"a b\"},{\"slug\":\"%s\"}]}".formatted("a".repeat(130)));

    assertThat(found.entries()).hasSize(2).allMatch(e -> e.described(RECEIPT).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|{\"error\":{\"code\":\"OVER_RATE_LIMIT\",\"message\":\"x\"}}|OVER_BUDGET",
        "200|{\"error\":{\"code\":\"OVER_RATE_LIMIT\",\"message\":\"x\"}}|OVER_BUDGET",
        "403|{\"error\":{\"code\":\"API_KEY_DISABLED\",\"message\":\"x\"}}|UNAUTHORIZED",
        "404|{\"error\":\"Not Found\"}|NOT_FOUND",
        "500|{\"error\":\"boom\"}|VENDOR_FAILED",
        "422|{\"message\":\"Validation error\",\"detail\":{}}|BAD_REQUEST",
        "409|{\"success\":false,\"error\":{\"__type\":\"Validation Error\",\"message\":\"x\"}}|BAD_REQUEST",
        "200|{\"success\":false}|GARBAGE",
        "503|<html>|VENDOR_FAILED",
        "404|<html>|GARBAGE"
      })
  void error_inAnyForm_isARefusal(int status, String body, Refusal expected) {
    assertThat(refusal(read(status, body))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"success\":true,\"result\":{}}",
        "{\"results\":7}",
        "plain",
        "",
        "{"
      })
  void answer_ofNoKnownForm_isGarbage(String body) {
    assertThat(refusal(read(200, body))).isEqualTo(Refusal.GARBAGE);
  }
}
