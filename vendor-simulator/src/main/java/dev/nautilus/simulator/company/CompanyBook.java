package dev.nautilus.simulator.company;

import dev.nautilus.simulator.random.Draws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Facts of all companies of one seed, at any date.
public final class CompanyBook {
  /// Quarters are published about a month after they end.
  private static final int DAYS_TO_PUBLISH = 30;

  private static final int BASE_YEAR = 2024;
  private static final double DIVIDEND_GROWTH = 0.04;
  private static final double SURPRISE = 0.03;
  private static final double[] SEASONS = {0.24, 0.235, 0.24, 0.285};

  /// Apple 4:1 and NVIDIA 10:1, as announced by the companies.
  private static final List<Split> SPLITS =
      List.of(
          new Split("AAPL", LocalDate.of(2020, 8, 31), 4, 1),
          new Split("NVDA", LocalDate.of(2024, 6, 10), 10, 1));

  private final Draws draws;
  private final Map<String, Company> companies;

  public CompanyBook(long seed) {
    this.draws = Draws.seeded(seed).of("companies");
    this.companies =
        load().stream().collect(Collectors.toMap(Company::symbol, Function.identity()));
  }

  public Optional<Company> find(String symbol) {
    return Optional.ofNullable(companies.get(symbol));
  }

  /// Dividends that go ex in `[from, to]`, oldest first.
  public List<Dividend> dividends(String symbol, LocalDate from, LocalDate to) {
    Company company = companies.get(symbol);
    List<Dividend> dividends = new ArrayList<>();
    if (company == null || !company.paysDividends()) {
      return dividends;
    }
    YearMonth quarter = firstQuarterAfter(from.minusMonths(4));
    while (!quarter.atDay(1).isAfter(to)) {
      LocalDate exDate =
          quarter
              .plusMonths(company.payMonth())
              .atDay(1)
              .with(TemporalAdjusters.firstInMonth(DayOfWeek.FRIDAY));
      if (!exDate.isBefore(from) && !exDate.isAfter(to)) {
        double grown = Math.pow(1 + DIVIDEND_GROWTH, exDate.getYear() - (double) BASE_YEAR);
        double amount = Math.round(company.quarterlyDividend() * grown * 1000) / 1000.0;
        dividends.add(new Dividend(exDate, amount));
      }
      quarter = quarter.plusMonths(3);
    }
    return dividends;
  }

  /// Splits in `[from, to]`, oldest first.
  public List<Split> splits(String symbol, LocalDate from, LocalDate to) {
    return SPLITS.stream()
        .filter(split -> split.symbol().equals(symbol))
        .filter(split -> !split.date().isBefore(from) && !split.date().isAfter(to))
        .toList();
  }

  /// Quarters that ended in `[from, to]` and were published by `now`, oldest first.
  public List<Statement> quarters(String symbol, LocalDate from, LocalDate to, LocalDate now) {
    Company company = companies.get(symbol);
    List<Statement> statements = new ArrayList<>();
    if (company == null || !company.reports()) {
      return statements;
    }
    for (YearMonth q = firstQuarterAfter(from.minusMonths(4));
        !q.atDay(1).isAfter(to);
        q = q.plusMonths(3)) {
      LocalDate end = q.plusMonths(2).atEndOfMonth();
      LocalDate published = end.plusDays(DAYS_TO_PUBLISH);
      if (!end.isBefore(from) && !end.isAfter(to) && !published.isAfter(now)) {
        statements.add(statement(company, end, published));
      }
    }
    return statements;
  }

  /// Day on which the next quarter will be published, seen from `now`.
  public LocalDate nextPublication(LocalDate now) {
    YearMonth quarter = firstQuarterAfter(now.minusMonths(7));
    LocalDate published = published(quarter);
    while (!published.isAfter(now)) {
      quarter = quarter.plusMonths(3);
      published = published(quarter);
    }
    return published;
  }

  private static LocalDate published(YearMonth quarter) {
    return quarter.plusMonths(2).atEndOfMonth().plusDays(DAYS_TO_PUBLISH);
  }

  private Statement statement(Company company, LocalDate end, LocalDate published) {
    int season = (end.getMonthValue() - 1) / 3;
    Draws own = draws.of(company.symbol()).of(end.toEpochDay());
    double years = end.getYear() - (double) BASE_YEAR;
    double trend = company.revenue2024() * Math.pow(1 + company.growth(), years);
    double revenue = round(trend * SEASONS[season] * (1 + SURPRISE * own.gaussian(0)));
    double quality = 1 + SURPRISE * own.gaussian(1);
    double operating = revenue * company.operatingMargin() * quality;
    double cash = revenue * company.netMargin() * 1.25;
    return new Statement(
        end,
        published,
        revenue,
        round(revenue * (1 - company.grossMargin() * (1 + SURPRISE / 3 * own.gaussian(2)))),
        round(operating),
        round(operating * 1.12),
        round(revenue * company.netMargin() * quality),
        round(cash),
        round(cash * 0.8),
        round(trend * 1.6),
        round(trend * 0.3),
        round(trend * 0.5),
        round(trend * 0.2),
        company.shares());
  }

  /// Companies report in millions.
  private static double round(double money) {
    return Math.round(money / 1e6) * 1e6;
  }

  private static YearMonth firstQuarterAfter(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    return month.minusMonths((month.getMonthValue() - 1) % 3L);
  }

  private static List<Company> load() {
    try (InputStream table = CompanyBook.class.getResourceAsStream("companies.csv")) {
      Objects.requireNonNull(table, "companies.csv is missing from the jar");
      return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Company::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
