package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EdgarIT {
  private static final String FACTS = "/api/xbrl/companyfacts/CIK0000320193.json";
  private static final String FEED = "/cgi-bin/browse-edgar?action=getcurrent&output=atom";

  private Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).start();
  private final Browser edgar = new Browser(simulator.url("sec_edgar"));

  @AfterEach
  void stop() {
    edgar.close();
    simulator.close();
  }

  private HttpResponse<String> ask(String path) {
    return edgar.send(
        edgar.request(path).header("user-agent", "Example Trading ops@trading.example"));
  }

  /// A second later each time, so that the rate limit is never in the way.
  private HttpResponse<String> get(String path) {
    now = now.plusSeconds(1);
    return ask(path);
  }

  private JsonNode rows(String concept) {
    JsonNode facts = Browser.json(get(FACTS)).path("facts").path("us-gaap");
    return facts.path(concept).path("units").path("USD");
  }

  @Test
  void client_withoutANameOrTooFast_isShutOutByTheSamePage() {
    HttpResponse<String> nameless = edgar.get(FACTS);

    assertThat(nameless.statusCode()).isEqualTo(403);
    assertThat(nameless.body()).startsWith("<!DOCTYPE html>").contains("Rate Threshold Exceeded");
    for (int i = 0; i < 10; i++) {
      assertThat(ask(FEED).statusCode()).isEqualTo(200);
    }
    assertThat(ask(FEED).body()).isEqualTo(nameless.body());
  }

  @Test
  void box_lastsUntilTheRateWasLowForTenMinutes() {
    for (int i = 0; i <= 10; i++) {
      ask(FEED);
    }
    now = now.plus(Duration.ofMinutes(9));
    assertThat(ask(FEED).statusCode()).isEqualTo(403);
    for (int i = 0; i <= 10; i++) {
      ask(FEED);
    }
    now = now.plus(Duration.ofMinutes(9));
    assertThat(ask(FEED).statusCode()).as("prolonged by the second burst").isEqualTo(403);
    now = now.plus(Duration.ofMinutes(2));
    assertThat(ask(FEED).statusCode()).isEqualTo(200);
  }

  @Test
  void facts_areTheCompanysAndComeFromItsReports() {
    LocalDate today = LocalDate.of(2026, 11, 18);
    List<Statement> quarters =
        new CompanyBook(simulator.market().seed())
            .quarters("AAPL", LocalDate.of(2025, 9, 1), today, today);
    Statement last = quarters.getLast();

    JsonNode rows = rows("NetIncomeLoss");

    boolean there = false;
    for (JsonNode row : rows) {
      boolean quarter = row.path("frame").asString("").equals("CY2026Q3");
      there |= quarter && row.path("val").asDouble() == last.netIncome();
      assertThat(row.path("filed").asString("")).isLessThanOrEqualTo("2026-11-18");
    }
    assertThat(there).isTrue();
  }

  @Test
  void facts_ofAPeriod_areRepeatedAndFramedOnce() {
    Set<String> frames = new HashSet<>();
    int repeated = 0;
    Set<String> periods = new HashSet<>();
    for (JsonNode row : rows("Assets")) {
      String frame = row.path("frame").asString("");
      assertThat(frame.isEmpty() || frames.add(frame)).isTrue();
      repeated += periods.add(row.path("end").asString("")) ? 0 : 1;
    }

    assertThat(frames).contains("CY2026Q3I").hasSameSizeAs(periods);
    assertThat(repeated).isGreaterThan(10);
  }

  @Test
  void fourthQuarter_isFiledByNobody() {
    for (JsonNode row : rows("NetIncomeLoss")) {
      assertThat(row.path("frame").asString("")).doesNotEndWith("Q4");
    }
  }

  @Test
  void submissions_beyondAThousand_standInAnotherFile() {
    JsonNode first = Browser.json(get("/submissions/CIK0000320193.json"));
    JsonNode file = first.path("filings").path("files").path(0);
    JsonNode older = Browser.json(get("/submissions/" + file.path("name").asString("")));

    assertThat(first.path("filings").path("recent").path("form").size()).isEqualTo(1000);
    assertThat(older.path("form").size()).isEqualTo(file.path("filingCount").asInt());
    assertThat(older.path("filingDate").path(0).asString(""))
        .isEqualTo(file.path("filingTo").asString(""));
  }

  @ParameterizedTest
  @CsvSource({
    "/submissions/CIK0000000001.json, 404, NoSuchKey",
    "/submissions/CIK-000000001.json, 404, NoSuchKey",
    "/submissions/x, 404, NoSuchKey",
    "/api/xbrl/companyfacts/CIK0000884394.json, 404, NoSuchKey", // a fund
    "/api/xbrl/companyconcept/CIK0000320193/us-gaap/Nope.json, 404, NoSuchKey",
    "/Archives/edgar/data/320193/000032019399000000/x.htm, 403, AccessDenied",
    "/Archives/edgar/full-index/2030/QTR1/form.idx, 403, AccessDenied",
    "/cgi-bin/browse-edgar?action=getcurrent&output=atom&start=99999, 503, File Unavailable",
    "/cgi-bin/browse-edgar?action=getcompany, 503, File Unavailable"
  })
  void request_forWhatIsNotThere_isRefusedInItsOwnWay(String path, int status, String says) {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void feed_pages_doNotOverlapAndNameEachParty() {
    String first = get(FEED + "&count=20&start=0").body();
    String second = get(FEED + "&count=20&start=20").body();

    assertThat(first.split("<entry>", -1)).hasSize(21);
    assertThat(first).contains("(Issuer)", "(Reporting)").isNotEqualTo(second);
    assertThat(get(FEED + "&count=5000").body().split("<entry>", -1)).hasSizeLessThanOrEqualTo(101);
    assertThat(get(FEED + "&count=x&start=-1").statusCode()).isEqualTo(200);
  }
}
