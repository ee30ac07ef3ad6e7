package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.random.Draws;
import dev.nautilus.simulator.vendor.JarTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who files, and what was filed by when: results and reports as the company publishes them,
/// insiders' trades on most days, now and then an event.
final class Docket {
  private static final double INSIDER_CHANCE = 0.6;
  private static final double EVENT_CHANCE = 0.01;
  private static final double UTC_CHANCE = 0.3;
  private static final LocalTime RESULTS = LocalTime.of(16, 30, 33);
  private static final LocalTime REPORT = LocalTime.of(18, 1, 5);
  private static final LocalTime INSIDER = LocalTime.of(18, 30, 10);
  private static final LocalTime EVENT = LocalTime.of(17, 5, 58);

  private final CompanyBook companies;
  private final Draws draws;
  private final List<Registrant> registrants;

  Docket(CompanyBook companies, long seed) {
    this.companies = companies;
    this.draws = Draws.seeded(seed).of("edgar");
    this.registrants =
        JarTable.read(Docket.class, "registrants.csv").stream().map(Registrant::parse).toList();
  }

  /// What a filing's number ends in, by kind, so that two of a day differ.
  private enum Kind {
    RESULTS(0),
    REPORT(1),
    INSIDER(2),
    EVENT(3);

    private final int digit;

    Kind(int digit) {
      this.digit = digit;
    }
  }

  List<Registrant> registrants() {
    return registrants;
  }

  Optional<Registrant> find(long cik) {
    return registrants.stream().filter(each -> each.cik() == cik).findFirst();
  }

  /// A company's quarters that were published by now, oldest first.
  List<Statement> quarters(Registrant registrant, Instant now) {
    LocalDate today = today(now);
    return registrant.files()
        ? companies.quarters(registrant.symbol(), Market.FIRST_DAY, today, today)
        : List.of();
  }

  /// Number of the filing that reports a quarter.
  static String reportNumber(Registrant registrant, Statement quarter) {
    return number(registrant, quarter.published(), Kind.REPORT);
  }

  static String form(Registrant registrant, Statement quarter) {
    return quarter.periodEnd().getMonthValue() == 12
        ? registrant.annualForm()
        : registrant.quarterlyForm();
  }

  /// Everything filed from a day on and by now, newest first.
  List<FiledReport> filings(Registrant registrant, LocalDate from, Instant now) {
    List<FiledReport> filings = new ArrayList<>();
    for (Statement quarter : quarters(registrant, now)) {
      if (!quarter.published().isBefore(from)) {
        filings.add(results(registrant, quarter));
        filings.add(report(registrant, quarter));
      }
    }
    LocalDate today = today(now);
    for (LocalDate day = from; !day.isAfter(today); day = day.plusDays(1)) {
      addOfDay(filings, registrant, day);
    }
    filings.removeIf(filing -> filing.accepted().isAfter(now));
    filings.sort(Comparator.comparing(FiledReport::accepted).reversed());
    return filings;
  }

  private void addOfDay(List<FiledReport> filings, Registrant registrant, LocalDate day) {
    Draws own = draws.of(registrant.symbol()).of(day.toEpochDay());
    if (registrant.files() && own.uniform(0) < INSIDER_CHANCE) {
      boolean utc = own.uniform(1) < UTC_CHANCE;
      filings.add(
          new FiledReport(
              registrant,
              number(registrant, day, Kind.INSIDER),
              "4",
              day.atTime(INSIDER.plusSeconds(own.below(3000, 2))),
              utc,
              day.minusDays(2),
              "",
              "xslF345X05/form4.xml"));
    }
    if (own.uniform(3) < EVENT_CHANCE) {
      String form = registrant.files() ? "8-K" : "497";
      filings.add(
          new FiledReport(
              registrant,
              number(registrant, day, Kind.EVENT),
              form,
              day.atTime(EVENT),
              false,
              day.minusDays(1),
              registrant.files() ? "5.02" : "",
              "event.htm"));
    }
  }

  private static FiledReport results(Registrant registrant, Statement quarter) {
    return new FiledReport(
        registrant,
        number(registrant, quarter.published(), Kind.RESULTS),
        registrant.quarterlyForm().equals("6-K") ? "6-K" : "8-K",
        quarter.published().atTime(RESULTS),
        false,
        quarter.published(),
        registrant.quarterlyForm().equals("6-K") ? "" : "2.02,9.01",
        "results.htm");
  }

  private static FiledReport report(Registrant registrant, Statement quarter) {
    String symbol = registrant.symbol().toLowerCase(Locale.ROOT);
    return new FiledReport(
        registrant,
        reportNumber(registrant, quarter),
        form(registrant, quarter),
        quarter.published().atTime(REPORT),
        false,
        quarter.periodEnd(),
        "",
        symbol + "-" + quarter.periodEnd().toString().replace("-", "") + ".htm");
  }

  private static String number(Registrant registrant, LocalDate day, Kind kind) {
    return String.format(
        Locale.ROOT,
        "%010d-%02d-%06d",
        registrant.cik(),
        day.getYear() % 100,
        day.getDayOfYear() * 10 + kind.digit);
  }

  static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, FiledReport.NEW_YORK);
  }
}
