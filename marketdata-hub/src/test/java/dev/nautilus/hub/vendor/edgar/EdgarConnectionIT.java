package dev.nautilus.hub.vendor.edgar;

import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.CONTACT;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.EDGAR;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.NOW;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.connect;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.data;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.figures;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.filings;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.News;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.edgar.EdgarVendor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The whole adapter against an EDGAR that wants to know who asks and counts connections.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgarConnectionIT {
  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(InstantSource.fixed(NOW))
          .vendor(new EdgarVendor().withoutRateLimit())
          .start();
  private final EdgarConnection edgar = connect(simulator, CONTACT);

  @BeforeAll
  void reset() {
    simulator.resetCounters(EDGAR);
  }

  @AfterEach
  void calm() {
    simulator.clearFaults(EDGAR);
    assertThat(simulator.traffic(EDGAR).peakHttp()).isLessThanOrEqualTo(1);
  }

  @AfterAll
  void close() {
    edgar.close();
    simulator.close();
  }

  private Refused refused(VendorQuery query) {
    VendorReply reply = edgar.fetch(query);
    assertThat(reply).isInstanceOf(Refused.class);
    return (Refused) reply;
  }

  private List<Statement> quarters(String symbol) {
    LocalDate today = LocalDate.of(2026, 11, 18);
    return new CompanyBook(simulator.market().seed())
        .quarters(symbol, LocalDate.of(2019, 1, 1), today, today);
  }

  @Test
  void figures_ofATicker_areTheCompanysOwn() {
    List<Fundamental> figures = data(edgar, figures("AAPL"), Fundamental.class);
    Statement third = quarters("AAPL").getLast();
    Fundamental quarter =
        figures.stream()
            .filter(f -> f.statement().equals("us-gaap quarter USD"))
            .reduce((a, b) -> b)
            .orElseThrow();

    assertThat(quarter.instrument()).hasToString("AAPL");
    assertThat(quarter.asOf()).isEqualTo(third.periodEnd());
    assertThat(quarter.currency()).isEqualTo("USD");
    assertThat(quarter.values()).containsEntry("NetIncomeLoss", third.netIncome());
    assertThat(quarter.texts()).containsEntry("filed", third.published().toString());
    assertThat(quarter.provenance().simulated()).isTrue();
    assertThat(quarter.provenance().observedAt()).isBefore(NOW);
  }

  @Test
  void figures_repeatedByManyFilings_areThereOnce() {
    List<Fundamental> figures = data(edgar, figures("SEC:AAPL"), Fundamental.class);

    assertThat(figures).map(f -> f.statement() + " " + f.asOf()).doesNotHaveDuplicates();
    assertThat(figures)
        .map(Fundamental::statement)
        .contains(
            "us-gaap year USD",
            "us-gaap half USD",
            "us-gaap nine-months USD",
            "us-gaap instant USD",
            "us-gaap quarter USD/shares",
            "dei instant shares");
    assertThat(figures).allMatch(f -> !f.values().isEmpty());
  }

  @Test
  void figures_ofOneConcept_goBackToTheFirst() {
    List<Fundamental> figures =
        data(edgar, figures("SEC:CIK0000320193/us-gaap/Assets"), Fundamental.class);

    assertThat(figures).allMatch(f -> f.values().keySet().equals(Set.of("Assets")));
    assertThat(figures).hasSize(quarters("AAPL").size());
    assertThat(figures.getFirst().asOf()).isEqualTo(LocalDate.of(2019, 3, 31));
  }

  @Test
  void figures_restatedAYearLater_sayWhatTheyWere() {
    String concept = "PaymentsToAcquirePropertyPlantAndEquipment";
    List<Fundamental> restated =
        List.of("AAPL", "MSFT", "AMZN", "NVDA", "TSLA", "META", "JPM", "XOM").stream()
            .flatMap(
                s ->
                    data(edgar, figures("SEC:" + s + "/us-gaap/" + concept), Fundamental.class)
                        .stream())
            .filter(f -> f.texts().containsKey("restated." + concept))
            .toList();

    assertThat(restated).isNotEmpty();
    for (Fundamental figure : restated) {
      assertThat(figure.texts().getOrDefault("restated." + concept, ""))
          .matches("was [0-9.E]+ filed \\d{4}-\\d\\d-\\d\\d")
          .doesNotStartWith("was " + figure.values().get(concept) + " ");
    }
  }

  @Test
  void figures_reportedInAnotherCurrency_keepIt() {
    assertThat(data(edgar, figures("BABA"), Fundamental.class))
        .filteredOn(f -> f.statement().startsWith("us-gaap"))
        .allMatch(f -> "CNY".equals(f.currency()));
  }

  @Test
  void filings_ofATicker_areTheNewestHundred() {
    List<News> filings = data(edgar, filings(0, "GOOG"), News.class);

    assertThat(filings).hasSize(100).map(News::publishedAt).isSorted();
    assertThat(filings).map(News::id).doesNotHaveDuplicates();
    assertThat(filings).allMatch(f -> !f.publishedAt().isAfter(NOW));
    assertThat(filings).allMatch(f -> f.related().equals(List.of(InstrumentId.of("GOOGL"))));
    assertThat(filings.getLast().link()).startsWith(simulator.url(EDGAR) + "/Archives/edgar/data/");
  }

  @Test
  void filings_beyondTheFirstFile_comeFromTheOlderOne() {
    Instant from = Instant.parse("2019-06-01T00:00:00Z");
    Instant to = Instant.parse("2020-01-01T00:00:00Z");

    List<News> filings = data(edgar, query(MessageType.NEWS, from, to, 0, "AAPL"), News.class);

    assertThat(filings).hasSizeGreaterThan(50);
    assertThat(filings)
        .allMatch(f -> !f.publishedAt().isBefore(from) && f.publishedAt().isBefore(to));
    assertThat(data(edgar, filings(1500, "AAPL"), News.class)).hasSize(1500);
  }

  @Test
  void filings_ofResults_areReadInNewYorksTime() {
    assertThat(data(edgar, filings(500, "AAPL"), News.class))
        .filteredOn(f -> f.headline().contains("items 2.02, 9.01"))
        .isNotEmpty()
        .allMatch(f -> f.publishedAt().atZone(AcceptanceTime.NEW_YORK).getHour() == 16);
  }

  @Test
  void filings_ofEverybody_comeWithTickersWhereThereAreSome() {
    List<News> feed = data(edgar, filings(150, "SEC:CURRENT"), News.class);

    assertThat(feed).hasSize(150).map(News::publishedAt).isSorted();
    assertThat(feed).anyMatch(f -> f.instrument().value().equals("AAPL"));
    assertThat(feed).anyMatch(f -> f.instrument().value().startsWith("SEC:CIK199"));
  }

  @Test
  void filings_ofEverybodyBeyondTheFeedsEnd_areMarkedAsCapped() {
    VendorReply reply = edgar.fetch(filings(20_000, "SEC:CURRENT"));

    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    assertThat(((VendorReply.Data) reply).data()).hasSizeGreaterThan(200);
    assertThat(((VendorReply.Data) reply).truncated()).isTrue();
  }

  @Test
  void questions_thatCannotBeAnswered_areRefused() {
    assertThat(refused(figures("NOSUCH")).why()).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refused(figures("SPY")).why()).as("a fund").isEqualTo(Refusal.NO_DATA);
    assertThat(refused(figures("SEC:CIK0000000001")).why()).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refused(figures("SEC:AAPL/us-gaap/NoSuchConcept")).why()).isEqualTo(Refusal.NO_DATA);
    assertThat(refused(figures("EURUSD=X")).why()).isEqualTo(Refusal.NOT_SERVED);
    assertThat(refused(figures("SEC:CURRENT")).why()).isEqualTo(Refusal.NOT_SERVED);
    assertThat(refused(filings(0, "SEC:AAPL/us-gaap/Assets")).why()).isEqualTo(Refusal.NOT_SERVED);
    assertThat(data(edgar, filings(1, "NOSUCH", "AAPL"), News.class)).hasSize(1);
  }

  @Test
  void tickers_askedForOften_areFetchedOnce() {
    try (EdgarConnection own = connect(simulator, CONTACT)) {
      simulator.resetCounters(EDGAR);
      own.fetch(filings(1, "AAPL"));
      own.fetch(filings(1, "MSFT"));
      own.fetch(filings(1, "NOSUCH"));

      assertThat(simulator.traffic(EDGAR).byPath().get("/files/company_tickers.json")).isOne();
    }
    simulator.resetCounters(EDGAR);
  }
}
