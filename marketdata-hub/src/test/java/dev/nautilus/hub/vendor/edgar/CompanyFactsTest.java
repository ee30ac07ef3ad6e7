package dev.nautilus.hub.vendor.edgar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers are Apple's, as EDGAR gave them on 2026-03-25.
class CompanyFactsTest {
  private static final Receipt RECEIPT =
      new Receipt(EdgarConnection.SOURCE, Instant.parse("2026-03-25T01:07:19Z"), false);

  private static Outcome<List<MarketDatum>> read(String body, WantedFacts wanted) {
    return CompanyFacts.all(
        new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)),
        new CompanyFacts.Reading(InstrumentId.of("AAPL"), 320193, wanted, RECEIPT));
  }

  private static List<Fundamental> statements(String body, WantedFacts wanted) {
    Outcome<List<MarketDatum>> outcome = read(body, wanted);
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<List<MarketDatum>>) outcome)
        .value().stream().map(Fundamental.class::cast).toList();
  }

  private static String facts(String concept, String unit, String... rows) {
    return """
        {"cik":320193,"entityName":"Apple Inc.","facts":{"us-gaap":{"%s":{"label":"x",
        "description":"x","units":{"%s":[%s]}}}}}"""
        .formatted(concept, unit, String.join(",", rows));
  }

  private static String row(
      String start, String end, String value, String accession, String filed) {
    String from = start.isEmpty() ? "" : "\"start\":\"" + start + "\",";
    return """
        {%s"end":"%s","val":%s,"accn":"%s","fy":2025,"fp":"Q1","form":"10-Q","filed":"%s"}"""
        .formatted(from, end, value, accession, filed);
  }

  @Test
  void figure_repeatedByFiveFilings_isThereOnceAsFiledLast() {
    String end = "2024-09-28";
    List<Fundamental> statements =
        statements(
            facts(
                "Assets",
                "USD",
                row("", end, "364980000000", "0000320193-24-000123", "2024-11-01"),
                row("", end, "364980000000", "0000320193-25-000079", "2025-10-31"),
                row("", end, "364980000000", "0000320193-25-000008", "2025-01-31"),
                row("", end, "364980000000", "0000320193-25-000057", "2025-05-02"),
                row("", end, "364980000000", "0000320193-25-000073", "2025-08-01")),
            WantedFacts.everything());

    assertThat(statements).hasSize(1);
    Fundamental assets = statements.getFirst();
    assertThat(assets.statement()).isEqualTo("us-gaap instant USD");
    assertThat(assets.asOf()).isEqualTo(LocalDate.of(2024, 9, 28));
    assertThat(assets.currency()).isEqualTo("USD");
    assertThat(assets.values()).containsExactly(Map.entry("Assets", 364980000000.0));
    assertThat(assets.texts())
        .containsEntry("accession", "0000320193-25-000079")
        .containsEntry("filed", "2025-10-31")
        .doesNotContainKey("restated.Assets");
    assertThat(assets.provenance().observedAt())
        .as("not before the end of the day of filing")
        .isEqualTo("2025-11-01T02:15:00Z");
  }

  @Test
  void figure_filedAgainWithAnotherValue_isTheLaterOneAndSaysSo() {
    List<Fundamental> statements =
        statements(
            facts(
                "NetIncomeLoss",
                "USD",
                row(
                    "2024-03-31",
                    "2024-06-29",
                    "21500000000",
                    "0000320193-25-000073",
                    "2025-08-01"),
                row(
                    "2024-03-31",
                    "2024-06-29",
                    "21448000000",
                    "0000320193-24-000081",
                    "2024-08-02")),
            WantedFacts.everything());

    assertThat(statements.getFirst().values()).containsEntry("NetIncomeLoss", 21500000000.0);
    assertThat(statements.getFirst().texts())
        .containsEntry("restated.NetIncomeLoss", "was 2.1448E10 filed 2024-08-02");
  }

  @Test
  void figure_ofTwoFilingsOnADay_isThatOfTheLaterNumber() {
    List<Fundamental> statements =
        statements(
            facts(
                "Assets",
                "USD",
                row("", "2024-09-28", "2", "0000320193-24-000124", "2024-11-01"),
                row("", "2024-09-28", "1", "0000320193-24-000123", "2024-11-01")),
            WantedFacts.everything());

    assertThat(statements.getFirst().values()).containsEntry("Assets", 2.0);
  }

  @Test
  void periods_thatEndTogether_areNotMixed() {
    List<Fundamental> statements =
        statements(
            facts(
                "EarningsPerShareDiluted",
                "USD/shares",
                row("2024-09-29", "2025-06-28", "5.62", "0000320193-25-000073", "2025-08-01"),
                row("2025-03-30", "2025-06-28", "1.57", "0000320193-25-000073", "2025-08-01")),
            WantedFacts.everything());

    assertThat(statements)
        .extracting(s -> s.statement() + " " + s.values().get("EarningsPerShareDiluted"))
        .containsExactly("us-gaap nine-months USD/shares 5.62", "us-gaap quarter USD/shares 1.57");
    assertThat(statements).allMatch(s -> "USD".equals(s.currency()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2025-09-27, instant",
    "2024-12-29, 2025-03-29, quarter",
    "2022-12-25, 2023-04-01, quarter", // 14 weeks
    "2024-09-29, 2025-03-29, half",
    "2024-09-29, 2025-06-28, nine-months",
    "2024-09-29, 2025-09-27, year",
    "2016-09-25, 2017-09-30, year", // 53 weeks
    "2024-01-01, 2025-12-31, 731-days"
  })
  void period_ofWeeks_isRecognised(String start, LocalDate end, String name) {
    @Nullable LocalDate from = start.isEmpty() ? null : LocalDate.parse(start);

    assertThat(FactPeriod.of(from, end).name()).isEqualTo(name);
  }

  @Test
  void unit_thatIsNoMoney_hasNoCurrency() {
    String row = row("", "2026-01-16", "14681140000", "0000320193-26-000006", "2026-01-30");

    assertThat(statements(facts("Shares", "shares", row), WantedFacts.everything()))
        .allMatch(s -> s.currency() == null && s.statement().equals("us-gaap instant shares"));
  }

  @Test
  void usual_facts_areThoseOfTheLastYears() {
    WantedFacts usual = WantedFacts.usual(LocalDate.of(2026, 3, 25));
    String old = row("", "2014-03-28", "1", "a", "2014-10-27");
    String young = row("", "2025-12-27", "2", "b", "2026-01-30");

    assertThat(statements(facts("Assets", "USD", old, young), usual)).hasSize(1);
    assertThat(refusal(read(facts("SomethingRare", "USD", young), usual)))
        .isEqualTo(Refusal.NO_DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"end\":\"2025-12-27\",\"val\":\"1\",\"filed\":\"2026-01-30\"}",
        "{\"end\":\"2025-12-27\",\"filed\":\"2026-01-30\"}",
        "{\"end\":\"soon\",\"val\":1,\"filed\":\"2026-01-30\"}",
        "{\"end\":\"2025-12-27\",\"val\":1}",
        "{\"start\":\"2026-01-01\",\"end\":\"2025-12-27\",\"val\":1,\"filed\":\"2026-01-30\"}",
        "null",
        "7"
      })
  void row_withoutWhatItNeeds_isNoFigure(String row) {
    assertThat(refusal(read(facts("Assets", "USD", row), WantedFacts.everything())))
        .isEqualTo(Refusal.NO_DATA);
  }

  private static Refusal refusal(Outcome<List<MarketDatum>> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<List<MarketDatum>>) outcome).refused().why();
  }
}
