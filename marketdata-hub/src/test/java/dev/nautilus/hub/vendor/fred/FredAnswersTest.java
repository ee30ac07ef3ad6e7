package dev.nautilus.hub.vendor.fred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.fred.FredDocument.Observations;
import dev.nautilus.hub.vendor.fred.FredDocument.Series;
import dev.nautilus.hub.vendor.fred.FredDocument.SeriesList;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FredAnswersTest {
  private static final Receipt RECEIPT =
      new Receipt(FredConnection.SOURCE, Instant.parse("2026-03-04T15:00:00Z"), false);

  private static Outcome<FredDocument> read(int status, String body) {
    return FredAnswers.read(
        new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static <T extends FredDocument> T good(Class<T> type, String body) {
    Outcome<FredDocument> outcome = read(200, body);
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return type.cast(((Outcome.Good<FredDocument>) outcome).value());
  }

  private static String observations(String span, String... rows) {
    String[] ends = span.split("/", 2);
    return """
        {"realtime_start":"%s","realtime_end":"%s","units":"lin","count":%d,"observations":[%s]}"""
        .formatted(ends[0], ends[1], rows.length, String.join(",", rows));
  }

  private static String row(String from, String date, String value) {
    return """
        {"realtime_start":"%s","realtime_end":"9999-12-31","date":"%s","value":"%s"}"""
        .formatted(from, date, value);
  }

  @Test
  void observation_hole_isMissingAndZeroIsZero() {
    Observations read =
        good(
            Observations.class,
            observations(
                "2026-03-04/2026-03-04",
                row("2026-03-04", "2026-01-02", "0"),
                row("2026-03-04", "2026-01-01", "."),
                row("2026-03-04", "2026-01-05", "-1.5")));

    assertThat(read.rows())
        .extracting(Observation::value)
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(0), OptionalDouble.of(-1.5));
    assertThat(read.rows()).allMatch(o -> o.knownFrom() == null);
  }

  @Test
  void observation_revised_keepsBothWithTheirFirstDay() {
    Observations read =
        good(
            Observations.class,
            observations(
                "2020-01-01/9999-12-31",
                row("2026-01-30", "2025-10-01", "7.5"),
                row("2025-12-20", "2025-10-01", "7.0"),
                row("2020-01-01", "2025-07-01", "6.0")));

    assertThat(read.rows())
        .extracting(o -> o.date() + " " + o.value().orElseThrow() + " " + o.knownFrom())
        .as("one that began with the span may be older than it")
        .containsExactly(
            "2025-07-01 6.0 null", "2025-10-01 7.0 2025-12-20", "2025-10-01 7.5 2026-01-30");
  }

  @Test
  void joined_unitsOfTheSeries_notTheTransformationCode() {
    SeriesList list =
        good(
            SeriesList.class,
            """
            {"seriess":[{"id":"GDP","title":"T","units":"Billions of Dollars",
            "frequency_short":"Q","seasonal_adjustment_short":"SAAR",
            "last_updated":"2024-12-19 07:55:01-06"}]}""");
    Observations values =
        good(
            Observations.class,
            observations("2026-03-04/2026-03-04", row("2026-03-04", "2024-07-01", "29374.914")));

    Economic joined = FredMapping.joined(list.series().getFirst(), values, RECEIPT);

    assertThat(joined.instrument()).hasToString("FRED:GDP");
    assertThat(joined.units()).isEqualTo("Billions of Dollars");
    assertThat(joined.provenance().observedAt()).isEqualTo("2024-12-19T13:55:01Z");
    assertThat(joined.observations().getFirst().date()).isEqualTo(LocalDate.of(2024, 7, 1));
  }

  @Test
  void joined_withoutDescription_saysNothingItDoesNotKnow() {
    Observations values =
        good(
            Observations.class,
            observations("2020-01-01/9999-12-31", row("2026-01-30", "2025-10-01", "7.5")));

    Economic joined = FredMapping.joined(Series.unknown("GDP"), values, RECEIPT);

    assertThat(joined.units()).isEmpty();
    assertThat(joined.provenance().observedAt())
        .as("a span into the far future was not seen there")
        .isEqualTo(RECEIPT.receivedAt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|Bad Request.  The series does not exist.|NOT_FOUND",
        "400|Bad Request.  The value for variable api_key is not registered.|UNAUTHORIZED",
        "400|Bad Request.  Variable api_key is not set.|UNAUTHORIZED",
        "400|Bad Request.  Variable limit is not between 1 and 100000.|BAD_REQUEST",
        "429|Too Many Requests.  Exceeded Rate Limit|OVER_BUDGET",
        "404|Not Found|NOT_FOUND",
        "500|Internal Server Error|VENDOR_FAILED"
      })
  void error_inEitherForm_isTheSameRefusal(int code, String message, Refusal expected) {
    String json = "{\"error_code\":%d,\"error_message\":\"%s\"}".formatted(code, message);
    String xml =
        "<?xml version=\"1.0\"?>\n<error code=\"%d\" message=\"%s\"/>".formatted(code, message);

    assertThat(refusal(read(code, json))).isEqualTo(expected);
    assertThat(refusal(read(code, xml))).isEqualTo(expected);
    assertThat(refusal(read(200, json))).as("whatever the status").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"observations\":[{\"date\":\"2026-01-01\",\"value\":\"1\"}]}",
        "{\"realtime_start\":\"x\",\"realtime_end\":\"y\",\"observations\":[]}",
        "{\"something\":\"else\"}",
        "[]",
        "<html>maintenance</html>",
        "{\"seriess\":[",
        "plain text"
      })
  void answer_ofNoKnownForm_isGarbage(String body) {
    assertThat(refusal(read(200, body))).isEqualTo(Refusal.GARBAGE);
  }

  private static Refusal refusal(Outcome<FredDocument> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<FredDocument>) outcome).refused().why();
  }
}
