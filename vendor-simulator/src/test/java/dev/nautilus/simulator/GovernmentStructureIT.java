package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.datagov.DataGovVendor;
import dev.nautilus.simulator.edgar.EdgarVendor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// What [StructureIT] is for Yahoo and FRED, for SEC EDGAR, Data.gov and DBnomics.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GovernmentStructureIT {
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

  /// One recorded case and the request that should be answered alike.
  record Case(String vendor, String name, String path) {}

  static Stream<Case> cases() {
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
    if (!request.name.equals("v4_harvest_record_error_status")) {
      return request.path;
    }
    var first = Browser.json(get("data_gov", V4 + "/search?per_page=1")).path("results").path(0);
    return V4 + first.path("harvest_record").asString("");
  }

  private Set<String> missing(Case request, Shape wanted) {
    Shape ours = Shape.of(Browser.json(get(request.vendor, path(request))));
    Set<String> missing = new TreeSet<>(ours.missing(wanted));
    missing.removeIf(path -> LEFT_OUT.stream().anyMatch(path::contains));
    return missing;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answer_toARecordedRequest_hasEveryPathOfTheRecording(Case request) throws IOException {
    String resource = "/shapes/" + request.vendor + "." + request.name + ".txt";
    try (InputStream list = GovernmentStructureIT.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(list, resource).readAllBytes();
      Shape wanted = Shape.parse(new String(bytes, StandardCharsets.UTF_8));

      assertThat(wanted.paths()).isNotEmpty();
      assertThat(missing(request, wanted)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @EnabledIfSystemProperty(named = "simulator.recordings", matches = ".+")
  void answer_toARecordedRequest_agreesWithTheRecordingItself(Case request) throws IOException {
    Path folder = Path.of(System.getProperty("simulator.recordings", ""));
    Path recording = folder.resolve(request.vendor).resolve(request.name + ".json");
    Shape wanted = Shape.of(JsonMapper.shared().readTree(Files.readString(recording)));

    assertThat(missing(request, wanted)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vendors")
  @EnabledIfSystemProperty(named = "simulator.recordings", matches = ".+")
  void recordings_inTheFolder_allHaveACase(String vendor) throws IOException {
    Path folder = Path.of(System.getProperty("simulator.recordings", "")).resolve(vendor);
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json") && !name.endsWith(".meta.json"))
              .map(name -> name.replace(".json", ""))
              // Shown with the fault that asks for it.
              .filter(name -> !name.contains("error_429") && !WITHOUT_CASE.contains(name))
              .toList();

      assertThat(names).isNotEmpty();
      assertThat(cases().filter(c -> c.vendor.equals(vendor)).map(Case::name)).containsAll(names);
    }
  }

  static Stream<String> vendors() {
    return Stream.of("sec_edgar", "dbnomics", "data_gov");
  }
}
