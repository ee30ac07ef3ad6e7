package dev.nautilus.simulator;

import dev.nautilus.simulator.datagov.DataGovVendor;
import dev.nautilus.simulator.edgar.EdgarVendor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;

/// Of SEC EDGAR, Data.gov and DBnomics.
class GovernmentStructureIT extends RecordedStructure {
  private static final String V4 = "/technology/datagov/v4";

  /// Parts of paths that are left out, each for a reason.
  private static final List<String> LEFT_OUT =
      List.of(
          // Later versions of the API have no such fields.
          "results[]._score",
          "results[]._sort",
          // How many offices stand above a publisher differs from one to the next.
          "subOrganizationOf.subOrganizationOf",
          // Files with an address to open rather than to fetch.
          "distribution[].accessURL");

  /// Recorded answers that are about what is not played, or a page that has cases of its own.
  private static final Set<String> WITHOUT_CASE =
      Set.of(
          // Harvest sources, which the old API lists among its packages.
          "ckan_package_search_harvest_sources_a",
          // Labels are keyed by the codes of one data set.
          "series_dataset_page_CEPII_CHELEM_metadata_facets",
          // The same form as the other filer's.
          "submissions_CIK0001800903_person_small");

  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(InstantSource.fixed(Instant.parse("2026-11-18T14:30:20.500Z")))
          .vendor(new EdgarVendor().withoutRateLimit())
          .start();
  private final Browser browser = new Browser(URI.create(""));

  @Override
  Stream<Case> cases() {
    return Stream.of(
        edgar("company_tickers_first50", "/files/company_tickers.json"),
        edgar("companyfacts_CIK0000320193_trimmed", "/api/xbrl/companyfacts/CIK0000320193.json"),
        edgar("submissions_CIK0000320193_first25", "/submissions/CIK0000320193.json"),
        dbnomics(
            "series_BIS_cbpol_M_US_XM_last60",
            "/v22/series/BIS/cbpol/M.US%2BXM?observations=1&metadata=0"),
        dbnomics(
            "series_BIS_cbpol_M_GB_full_with_NA",
            "/v22/series/BIS/cbpol/M.GB?observations=1&metadata=0"),
        dbnomics("error_404_series_not_found", "/v22/series/BIS/cbpol/M.XX"),
        dataGov("ckan_package_search_rows0", "/api/3/action/package_search?rows=0"),
        dataGov("v4_error_404_not_found", V4 + "/harvest_record/0"),
        dataGov("v4_harvest_record_error_status", V4 + "/harvest_record/"),
        dataGov("v4_keywords", V4 + "/keywords?size=3&min_count=1"),
        dataGov("v4_search_education_page1", V4 + "/search?per_page=1"));
  }

  private static Case edgar(String name, String path) {
    return new Case("sec_edgar", name, path);
  }

  private static Case dbnomics(String name, String path) {
    return new Case("dbnomics", name, path);
  }

  private static Case dataGov(String name, String path) {
    return new Case("data_gov", name, path);
  }

  @AfterAll
  void stop() {
    browser.close();
    simulator.close();
  }

  private HttpResponse<String> get(String vendor, String path) {
    return browser.send(
        browser
            .request(simulator.url(vendor) + path)
            .header("user-agent", "Example Trading ops@trading.example")
            .header("x-api-key", DataGovVendor.DEFAULT_KEY));
  }

  /// The path of a case; a harvest record is asked for by the name that a search gives.
  private String path(Case request) {
    if (!request.name().equals("v4_harvest_record_error_status")) {
      return request.path();
    }
    var first = Browser.json(get("data_gov", V4 + "/search?per_page=1")).path("results").path(0);
    return V4 + first.path("harvest_record").asString("");
  }

  @Override
  HttpResponse<String> answer(Case request) {
    return get(request.vendor(), path(request));
  }

  @Override
  boolean isLeftOut(String path) {
    return LEFT_OUT.stream().anyMatch(path::contains);
  }

  /// Of the answers that say "too many requests" each is shown with the fault that asks for it.
  @Override
  boolean needsNoCase(String recording) {
    return recording.contains("error_429") || WITHOUT_CASE.contains(recording);
  }

  @Override
  Stream<String> vendors() {
    return Stream.of("sec_edgar", "dbnomics", "data_gov");
  }
}
