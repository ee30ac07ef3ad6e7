package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.message.MarketDatum;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each recorded answer of SEC EDGAR, Data.gov and DBnomics must come to, number by number;
/// runs when `-Dvendor.samples` names their folder.
@EnabledIfSystemProperty(named = "vendor.samples", matches = ".+")
class RecordedGovernmentSamplesTest {
  private static final List<String> SOURCES = List.of("sec_edgar", "data_gov", "dbnomics");

  /// A recorded case and what it must come to.
  ///
  /// @param outcome `DATA` and how many, `METADATA`, or the refusal
  /// @param parts what one of its data must contain
  record Expected(String name, String outcome, List<String> parts) {}

  private static Expected expect(String name, String outcome, String... parts) {
    return new Expected(name, outcome, List.of(parts));
  }

  static Stream<Expected> expected() {
    return Stream.of(edgarData(), edgarRefused(), dataGov(), dbnomics()).flatMap(part -> part);
  }

  private static Stream<Expected> edgarData() {
    return Stream.of(
        expect(
            "sec_edgar/companyfacts_CIK0000320193_trimmed",
            "DATA 49",
            "\"statement\":\"us-gaap year USD\"",
            "\"asOf\":\"2025-09-27\"",
            "\"NetIncomeLoss\":1.1201E11",
            "\"RevenueFromContractWithCustomerExcludingAssessedTax\":4.16161E11",
            "\"accession\":\"0000320193-25-000079\""),
        expect(
            "sec_edgar/getcurrent_atom_page1",
            "DATA 100",
            "\"instrument\":\"SEC:CIK0000080661\"",
            "PROGRESSIVE CORP/OH/: 4"),
        expect(
            "sec_edgar/submissions_CIK0000320193_first25",
            "DATA 25",
            "\"instrument\":\"AAPL\"",
            "\"id\":\"0000320193-26-000005\"",
            "Apple Inc.: 8-K, items 2.02, 9.01, for 2026-01-29",
            "\"publishedAt\":\"2026-01-29T21:30:33Z\"",
            "/Archives/edgar/data/320193/000032019326000005/aapl-20260129.htm"),
        expect(
            "sec_edgar/submissions_CIK0001800903_person_small",
            "DATA 1",
            "\"instrument\":\"SEC:CIK0001800903\"",
            "&VEST Domestic Fund II LP: D, items 06b, 3C, 3C.7"));
  }

  private static Stream<Expected> edgarRefused() {
    return Stream.of(
        expect("sec_edgar/company_tickers_first50", "METADATA"),
        expect("sec_edgar/error_404_no_such_submissions", "NOT_FOUND"),
        expect("sec_edgar/error_503_getcurrent_start_too_far", "NO_DATA"),
        expect("sec_edgar/form4_ownership_snow", "NOT_SERVED"));
  }

  private static Stream<Expected> dataGov() {
    return Stream.of(
        expect("data_gov/apigsa_error_429_over_rate_limit", "OVER_BUDGET"),
        expect("data_gov/ckan_package_search_harvest_sources_a", "METADATA"),
        expect("data_gov/ckan_package_search_rows0", "METADATA"),
        expect("data_gov/v4_error_404_not_found", "NOT_FOUND"),
        expect("data_gov/v4_harvest_record_error_status", "METADATA"),
        expect("data_gov/v4_keywords", "METADATA"),
        expect(
            "data_gov/v4_search_education_page1",
            "DATA 1",
            "DATAGOV:national-household-education-surveys-program-2005-adult-education-survey",
            "\"title\":\"National Household Education Surveys Program, 2005 Adult Education Survey\"",
            "\"observedAt\":\"2023-06-22T20:25:39.652070Z\""));
  }

  private static Stream<Expected> dbnomics() {
    return Stream.of(
        expect("dbnomics/error_404_series_not_found", "NOT_FOUND"),
        expect(
            "dbnomics/series_BIS_cbpol_M_GB_full_with_NA",
            "DATA 1",
            "\"instrument\":\"DBN:BIS/cbpol/M.GB\"",
            "\"frequency\":\"M\"",
            "{\"date\":\"1946-01-01\",\"value\":2.0,\"knownFrom\":null}"),
        expect(
            "dbnomics/series_BIS_cbpol_M_US_XM_last60",
            "DATA 2",
            "\"instrument\":\"DBN:BIS/cbpol/M.US\"",
            "{\"date\":\"2021-05-01\",\"value\":0.125,\"knownFrom\":null}",
            "\"observedAt\":\"2021-06-25T01:24:17.455Z\""),
        expect(
            "dbnomics/series_dataset_page_CEPII_CHELEM_metadata_facets",
            "DATA 3",
            "\"instrument\":\"DBN:CEPII/CHELEM-TRADE-CHEL/AES.AES.CAT.BA\"",
            "{\"date\":\"2021-01-01\",\"value\":1005.251046,\"knownFrom\":null}"));
  }

  private static Map<String, VendorSample> samples() {
    Path folder = VendorSamplesTest.folders().getLast();
    Map<String, VendorSample> samples = new TreeMap<>();
    for (String source : SOURCES) {
      VendorSample.of(folder, source).forEach(s -> samples.put(source + "/" + s.name(), s));
    }
    return samples;
  }

  @Test
  void recordings_inTheFolder_allHaveAnExpectation() {
    assertThat(expected().map(Expected::name))
        .containsExactlyInAnyOrderElementsOf(samples().keySet());
  }

  @ParameterizedTest
  @MethodSource("expected")
  void recording_comesToWhatItSays(Expected expected) {
    VendorSample sample = samples().get(expected.name);
    assertThat(sample).as(expected.name).isNotNull();
    SampleOutcome outcome = VendorSamplesTest.read(sample);

    String became =
        switch (outcome.kind()) {
          case DATA -> "DATA " + outcome.data().size();
          case REFUSED -> String.valueOf(outcome.refusal());
          default -> outcome.kind().name();
        };
    assertThat(became).isEqualTo(expected.outcome);
    if (!expected.parts.isEmpty()) {
      assertThat(outcome.data())
          .extracting(RecordedGovernmentSamplesTest::json)
          .anySatisfy(json -> assertThat(json).contains(expected.parts));
    }
  }

  private static String json(MarketDatum datum) {
    return JsonText.payload(datum);
  }
}
