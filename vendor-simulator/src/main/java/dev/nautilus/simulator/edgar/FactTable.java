package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.random.Draws;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The XBRL facts of a filer: what each report states, comparisons with earlier periods included.
///
/// A quarterly report has the quarter, the year so far and both a year earlier; an annual report
/// whole years only, so nobody files a fourth quarter.
final class FactTable {
  private static final double RESTATED_CHANCE = 0.1;
  private static final double RESTATED_BY = 1.004;
  private static final int COVER_DAYS = 10;

  private final Docket docket;
  private final CompanyBook companies;
  private final Market market;
  private final Draws draws;

  FactTable(Docket docket, CompanyBook companies, Market market) {
    this.docket = docket;
    this.companies = companies;
    this.market = market;
    this.draws = Draws.seeded(market.seed()).of("edgar restatements");
  }

  /// A line of the statements.
  ///
  /// @param adds whether quarters add up; false for what is true on one day
  /// @param perShare whether it is so much a share
  /// @param value of one quarter
  record Line(
      String taxonomy,
      String concept,
      String label,
      boolean adds,
      boolean perShare,
      ToDoubleFunction<Statement> value) {}

  /// One figure in one report.
  ///
  /// @param start null for an instant
  record Row(
      @Nullable LocalDate start,
      LocalDate end,
      double value,
      String accession,
      int year,
      String quarter,
      String form,
      LocalDate filed) {}

  private static final List<Line> LINES =
      List.of(
          flow("RevenueFromContractWithCustomerExcludingAssessedTax", Statement::revenue),
          flow("CostOfRevenue", Statement::costOfRevenue),
          flow("GrossProfit", Statement::grossProfit),
          flow("OperatingIncomeLoss", Statement::operatingIncome),
          flow("NetIncomeLoss", Statement::netIncome),
          flow("NetCashProvidedByUsedInOperatingActivities", Statement::operatingCashFlow),
          flow(
              "PaymentsToAcquirePropertyPlantAndEquipment",
              s -> s.operatingCashFlow() - s.freeCashFlow()),
          new Line(
              "us-gaap",
              "EarningsPerShareDiluted",
              "Earnings Per Share, Diluted",
              true,
              true,
              Statement::earningsPerShare),
          instant("Assets", Statement::totalAssets),
          instant("StockholdersEquity", Statement::equity),
          instant("LongTermDebt", Statement::totalDebt),
          instant("CashAndCashEquivalentsAtCarryingValue", Statement::cash));

  private static Line flow(String concept, ToDoubleFunction<Statement> value) {
    return new Line("us-gaap", concept, concept, true, false, value);
  }

  private static Line instant(String concept, ToDoubleFunction<Statement> value) {
    return new Line("us-gaap", concept, concept, false, false, value);
  }

  private static Line cover(String concept, String label) {
    return new Line("dei", concept, label, false, false, Statement::shares);
  }

  /// All rows of a filer that were filed by now, by line; none for who files no figures.
  Map<Line, List<Row>> facts(Registrant registrant, Instant now) {
    List<Statement> quarters = docket.quarters(registrant, now);
    Map<Line, List<Row>> facts = new LinkedHashMap<>();
    if (quarters.isEmpty()) {
      return facts;
    }
    putCover(facts, registrant, quarters, now);
    LINES.forEach(
        line -> {
          List<Row> rows = new ArrayList<>();
          for (int i = 0; i < quarters.size(); i++) {
            addReport(rows, registrant, line, new Report(quarters, i));
          }
          rows.sort(
              Comparator.comparing(Row::end)
                  .thenComparing(Row::filed)
                  .thenComparing(row -> row.start() == null ? row.end() : row.start()));
          facts.put(line, rows);
        });
    return facts;
  }

  /// One quarter's report, with what it can compare with.
  private record Report(List<Statement> quarters, int index) {
    Statement quarter() {
      return quarters.get(index);
    }

    boolean annual() {
      return quarter().periodEnd().getMonthValue() == 12;
    }

    int ofYear() {
      return quarter().periodEnd().getMonthValue() / 3;
    }

    /// The last `count` quarters up to so many years ago; nothing where the book begins later.
    Optional<List<Statement>> upTo(int yearsAgo, int count) {
      int end = index - 4 * yearsAgo + 1;
      return end < count || end <= 0
          ? Optional.empty()
          : Optional.of(quarters.subList(end - count, end));
    }
  }

  private void addReport(List<Row> rows, Registrant registrant, Line line, Report report) {
    Statement filed = report.quarter();
    for (int yearsAgo = report.annual() ? 2 : 1; yearsAgo >= 0; yearsAgo--) {
      if (!line.adds) {
        report
            .upTo(yearsAgo, 1)
            .ifPresent(some -> rows.add(row(registrant, filed, null, some, line.value)));
        continue;
      }
      boolean old = yearsAgo > 0;
      if (!report.annual()) {
        report
            .upTo(yearsAgo, 1)
            .ifPresent(some -> rows.add(sum(registrant, line, filed, some, old)));
      }
      if (report.ofYear() > 1) {
        report
            .upTo(yearsAgo, report.ofYear())
            .ifPresent(some -> rows.add(sum(registrant, line, filed, some, old)));
      }
    }
  }

  private Row sum(
      Registrant registrant, Line line, Statement filed, List<Statement> some, boolean compared) {
    Row row = row(registrant, filed, start(some.getFirst()), some, line.value);
    // Investment is the line that is restated: no other follows from it.
    boolean restated =
        compared
            && line.concept.startsWith("Payments")
            && draws.of(registrant.symbol()).uniform(row.end().toEpochDay()) < RESTATED_CHANCE;
    double exact = restated ? row.value() * RESTATED_BY : row.value();
    double printed = line.perShare ? Math.round(exact * 100) / 100.0 : Math.rint(exact);
    return new Row(
        row.start(),
        row.end(),
        printed,
        row.accession(),
        row.year(),
        row.quarter(),
        row.form(),
        row.filed());
  }

  private static Row row(
      Registrant registrant,
      Statement filed,
      @Nullable LocalDate start,
      List<Statement> some,
      ToDoubleFunction<Statement> value) {
    int month = filed.periodEnd().getMonthValue();
    double total =
        start == null
            ? value.applyAsDouble(some.getLast())
            : some.stream().mapToDouble(value).sum();
    return new Row(
        start,
        some.getLast().periodEnd(),
        total,
        Docket.reportNumber(registrant, filed),
        filed.periodEnd().getYear(),
        month == 12 ? "FY" : "Q" + month / 3,
        Docket.form(registrant, filed),
        filed.published());
  }

  private static LocalDate start(Statement quarter) {
    return quarter.periodEnd().withDayOfMonth(1).minusMonths(2);
  }

  /// What stands on the cover of each report.
  private void putCover(
      Map<Line, List<Row>> facts, Registrant registrant, List<Statement> quarters, Instant now) {
    List<Row> shares = new ArrayList<>();
    List<Row> floats = new ArrayList<>();
    for (Statement quarter : quarters) {
      Row cover = row(registrant, quarter, null, List.of(quarter), Statement::shares);
      shares.add(at(cover, quarter.published().minusDays(COVER_DAYS), cover.value()));
      if (cover.quarter().equals("FY")) {
        LocalDate middle = LocalDate.of(cover.year(), 6, 30);
        double worth = closing(registrant, middle, now) * cover.value();
        floats.add(at(cover, middle, Math.rint(worth)));
      }
    }
    facts.put(cover("EntityCommonStockSharesOutstanding", "Shares"), shares);
    facts.put(cover("EntityPublicFloat", "Entity Public Float"), floats);
  }

  private double closing(Registrant registrant, LocalDate day, Instant now) {
    return market
        .find(registrant.symbol())
        .map(instrument -> market.dailyBars(instrument, day, day, now))
        .filter(bars -> !bars.isEmpty())
        .map(List::getLast)
        .map(Bar::close)
        .orElse(0.0);
  }

  private static Row at(Row row, LocalDate end, double value) {
    return new Row(
        null, end, value, row.accession(), row.year(), row.quarter(), row.form(), row.filed());
  }

  /// Unit of a line as this filer reports it.
  String unit(Registrant registrant, Line line) {
    String currency =
        companies.find(registrant.symbol()).map(Company::reportingCurrency).orElse("USD");
    if (line.concept.endsWith("SharesOutstanding")) {
      return "shares";
    }
    return line.perShare ? currency + "/shares" : currency;
  }

  /// The calendar frames that rows stand for: only the last report of a period has it.
  static Map<Row, String> frames(List<Row> rows) {
    Map<String, Row> last = new TreeMap<>();
    rows.forEach(row -> frame(row).ifPresent(name -> last.put(name, row)));
    Map<Row, String> frames = new LinkedHashMap<>();
    last.forEach((name, row) -> frames.put(row, name));
    return frames;
  }

  private static Optional<String> frame(Row row) {
    String year = "CY" + row.end().getYear();
    String quarter = year + "Q" + (row.end().getMonthValue() + 2) / 3;
    if (row.start() == null) {
      return Optional.of(quarter + "I");
    }
    return switch ((int) ChronoUnit.MONTHS.between(row.start(), row.end().plusDays(1))) {
      case 3 -> Optional.of(quarter);
      case 12 -> Optional.of(year);
      default -> Optional.empty();
    };
  }
}
