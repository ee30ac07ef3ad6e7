package dev.nautilus.hub.vendor.dbnomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesPageTest {
  private static final Receipt RECEIPT =
      new Receipt(DbnomicsConnection.SOURCE, Instant.parse("2026-03-04T15:00:00Z"), false);

  private static Outcome<SeriesPage> read(int status, String body) {
    return SeriesPage.read(new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static SeriesPage page(String doc, String errors) {
    Outcome<SeriesPage> outcome =
        read(
            200,
            "{\"errors\":%s,\"series\":{\"docs\":[%s],\"num_found\":38}}".formatted(errors, doc));
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<SeriesPage>) outcome).value();
  }

  private static String doc(String days, String values, String more) {
    return """
        {"@frequency":"monthly","provider_code":"BIS","dataset_code":"cbpol",
        "dataset_name":"Policy rates","series_code":"M.US","series_name":"Monthly – United States",
        "indexed_at":"2021-06-25T01:24:17.455Z","period_start_day":[%s],"value":[%s]%s}"""
        .formatted(days, values, more);
  }

  private static Refusal refusal(Outcome<SeriesPage> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<SeriesPage>) outcome).refused().why();
  }

  @Test
  void value_missing_isMissingAndZeroIsZero() {
    String days = "\"2021-03-01\",\"2021-04-01\",\"2021-05-01\",\"2021-06-01\"";
    SeriesDoc series = page(doc(days, "0.125,\"NA\",null,0", ""), "null").series().getFirst();

    assertThat(series.observations())
        .extracting(Observation::value)
        .containsExactly(
            OptionalDouble.of(0.125),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0));
  }

  @Test
  void page_cappedByTheVendor_saysHowManyThereAre() {
    SeriesPage page = page(doc("", "", ""), "[\"Could not load series 'BIS/cbpol/M.XX'\"]");

    assertThat(page.found()).isEqualTo(38);
    assertThat(page.complaint()).contains("M.XX");
  }

  @Test
  void labels_inEitherForm_doNotMatter() {
    String labels =
        "\"dataset\":{\"dimensions_values_labels\":{\"a\":{\"x\":\"X\"},\"b\":[[\"y\",\"Y\"]]}},";
    String body = "{%s\"series\":{\"docs\":[%s]}}".formatted(labels, doc("", "", ""));

    assertThat(read(200, body)).isInstanceOf(Outcome.Good.class);
  }

  @Test
  void series_asEconomic_saysWhenItWasIndexed() {
    String dimensions = ",\"dimensions\":{\"FREQ\":\"M\",\"unit\":\"pct\",\"s_adj\":\"SA\"}";
    SeriesDoc doc = page(doc("\"2021-05-01\"", "0.125", dimensions), "null").series().getFirst();

    Economic economic =
        DbnomicsMapping.series(
            InstrumentId.of("DBN:BIS/cbpol/M.US"), doc, doc.observations(), RECEIPT);

    assertThat(economic.title()).isEqualTo("Monthly – United States");
    assertThat(economic.frequency()).isEqualTo("M");
    assertThat(economic.units()).isEqualTo("pct");
    assertThat(economic.seasonalAdjustment()).isEqualTo("SA");
    assertThat(economic.provenance().observedAt())
        .as("a copy that is years old must show it")
        .isEqualTo("2021-06-25T01:24:17.455Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2021-05-01\"|1,2",
        "\"2021-05-01\"|\"n/a\"",
        "\"2021-05-01\"|true",
        "\"soon\"|1",
        "7|1"
      })
  void observations_thatDoNotFit_areGarbage(String days, String values) {
    String body = "{\"series\":{\"docs\":[%s]}}".formatted(doc(days, values, ""));

    assertThat(refusal(read(200, body))).isEqualTo(Refusal.GARBAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"series\":{}}", "{\"series\":{\"docs\":[{}]}}", "plain", ""})
  void answer_ofNoKnownForm_isGarbage(String body) {
    assertThat(refusal(read(200, body))).isEqualTo(Refusal.GARBAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "DBN:BIS/cbpol/M.US, false, true",
    "DBN:BIS/cbpol/M., true, false",
    "DBN:BIS/cbpol/.US, true, false",
    "DBN:BIS/cbpol/M.US+GB, true, false",
    "DBN:IMF/WEO:latest/USA.LUR.pct, false, false"
  })
  void name_isPlainOrNot(InstrumentId id, boolean mask, boolean plain) {
    DbnomicsSubject subject = DbnomicsSubject.of(id).orElseThrow();

    assertThat(subject.isMask()).isEqualTo(mask);
    assertThat(subject.isPlain()).isEqualTo(plain);
  }
}
