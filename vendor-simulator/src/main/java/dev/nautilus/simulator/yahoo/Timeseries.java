package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.random.Draws;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/ws/fundamentals-timeseries/...`: reported figures, one block for each type asked for. A type
/// that Yahoo does not have for the symbol gets a block without figures.
final class Timeseries {
  /// The share of figures that are `null`, as some are in real answers.
  private static final double HOLE = 0.03;

  private static final int FIRST_ID = 20_000;
  private static final Map<String, Item> ITEMS = new TreeMap<>();

  static {
    flow(Statement::revenue, "TotalRevenue", "OperatingRevenue");
    flow(Statement::costOfRevenue, "CostOfRevenue", "ReconciledCostOfRevenue");
    flow(Statement::grossProfit, "GrossProfit");
    flow(Statement::operatingIncome, "OperatingIncome", "TotalOperatingIncomeAsReported", "EBIT");
    flow(s -> s.grossProfit() - s.operatingIncome(), "OperatingExpense");
    flow(s -> s.revenue() - s.operatingIncome(), "TotalExpenses");
    flow(Statement::ebitda, "EBITDA", "NormalizedEBITDA");
    flow(s -> s.netIncome() / 0.84, "PretaxIncome");
    flow(s -> s.netIncome() / 0.84 - s.netIncome(), "TaxProvision");
    flow(Statement::netIncome, "NetIncome", "NetIncomeCommonStockholders", "NormalizedIncome");
    flow(Statement::netIncome, "DilutedNIAvailtoComStockholders");
    flow(Statement::netIncome, "NetIncomeFromContinuingAndDiscontinuedOperation");
    flow(s -> s.netIncome() / 0.84 - s.operatingIncome(), "OtherIncomeExpense");
    flow(s -> 0, "TaxEffectOfUnusualItems");
    flow(Statement::earningsPerShare, "BasicEPS", "DilutedEPS");
    flow(Statement::operatingCashFlow, "OperatingCashFlow");
    flow(Statement::freeCashFlow, "FreeCashFlow");
    level(Statement::shares, "BasicAverageShares", "DilutedAverageShares");
    level(Statement::totalAssets, "TotalAssets");
    level(Statement::totalDebt, "TotalDebt");
    level(Statement::equity, "StockholdersEquity");
    level(Statement::cash, "CashAndCashEquivalents");
  }

  private final CompanyBook companies;
  private final Draws holes;

  Timeseries(Market market, CompanyBook companies) {
    this.companies = companies;
    this.holes = Draws.seeded(market.seed()).of("yahoo timeseries holes");
  }

  /// A line item.
  ///
  /// @param adds true if quarters add up to a year; false if the year's is the last quarter's
  private record Item(int id, ToDoubleFunction<Statement> value, boolean adds) {}

  private static void flow(ToDoubleFunction<Statement> value, String... names) {
    for (String name : names) {
      ITEMS.put(name, new Item(FIRST_ID + ITEMS.size(), value, true));
    }
  }

  private static void level(ToDoubleFunction<Statement> value, String... names) {
    for (String name : names) {
      ITEMS.put(name, new Item(FIRST_ID + ITEMS.size(), value, false));
    }
  }

  Reply answer(Request request, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate from;
    LocalDate to;
    try {
      from = date(request.parameter("period1", "0"));
      to = date(request.parameter("period2", Long.toString(now.getEpochSecond())));
    } catch (NumberFormatException | DateTimeException e) {
      return YahooJson.error(
          400, "timeseries", "Bad Request", "period1 and period2 must be epoch seconds");
    }
    String symbol = request.gap("symbol");
    LocalDate first = from.isBefore(Market.FIRST_DAY) ? Market.FIRST_DAY : from;
    LocalDate last = to.isAfter(today) ? today : to;
    ObjectNode inner = YahooJson.object();
    ArrayNode result = inner.putArray("result");
    for (String type : request.parameter("type", "").split(",", -1)) {
      ObjectNode block = result.addObject();
      ObjectNode meta = block.putObject("meta");
      meta.putArray("symbol").add(symbol);
      meta.putArray("type").add(type);
      companies.find(symbol).ifPresent(company -> put(block, type, company, new Span(first, last)));
    }
    return YahooJson.result("timeseries", inner);
  }

  /// First and last day wanted, both included.
  private record Span(LocalDate first, LocalDate last) {}

  private void put(ObjectNode block, String type, Company company, Span span) {
    Period period = Period.of(type);
    Item item = ITEMS.get(type.substring(period.prefix.length()));
    if (item == null || span.first.isAfter(span.last)) {
      return;
    }
    List<Figure> figures = figures(company, period, item, span);
    if (figures.isEmpty()) {
      return;
    }
    ArrayNode timestamps = block.putArray("timestamp");
    ArrayNode list = block.putArray(type);
    for (Figure figure : figures) {
      timestamps.add(ShareFigures.epoch(figure.end));
      if (holes.of(type).uniform(figure.end.toEpochDay()) < HOLE) {
        list.addNull();
        continue;
      }
      ObjectNode node = list.addObject().put("dataId", item.id);
      node.put("asOfDate", figure.end.toString()).put("periodType", period.code);
      node.put("currencyCode", company.reportingCurrency());
      ObjectNode reported = node.putObject("reportedValue");
      boolean whole = Math.abs(figure.value) > 1000;
      if (whole) {
        reported.put("raw", Math.round(figure.value));
      } else {
        reported.put("raw", (double) Math.round(figure.value * 100) / 100);
      }
      reported.put("fmt", Formatted.text(figure.value));
    }
  }

  /// A reported number and the end of its period.
  private record Figure(LocalDate end, double value) {}

  private List<Figure> figures(Company company, Period period, Item item, Span span) {
    List<Statement> quarters =
        companies.quarters(
            company.symbol(),
            period.months > 3 ? span.first.minusYears(1).plusDays(1) : span.first,
            span.last,
            span.last);
    List<Figure> figures = new ArrayList<>();
    int per = period.months / 3;
    for (int i = per - 1; i < quarters.size(); i++) {
      LocalDate end = quarters.get(i).periodEnd();
      boolean wanted = period != Period.ANNUAL || end.getMonthValue() == 12;
      if (wanted && !end.isBefore(span.first)) {
        List<Statement> counted = quarters.subList(item.adds ? i - per + 1 : i, i + 1);
        double sum = counted.stream().mapToDouble(item.value).sum();
        figures.add(new Figure(end, sum));
      }
    }
    return figures;
  }

  /// How long a figure accumulates, told by the prefix of its type.
  private enum Period {
    QUARTERLY("quarterly", "3M", 3),
    ANNUAL("annual", "12M", 12),
    TRAILING("trailing", "TTM", 12),
    UNKNOWN("", "", 3);

    private final String prefix;
    private final String code;
    private final int months;

    Period(String prefix, String code, int months) {
      this.prefix = prefix;
      this.code = code;
      this.months = months;
    }

    static Period of(String type) {
      for (Period period : values()) {
        if (type.startsWith(period.prefix)) {
          return period;
        }
      }
      return UNKNOWN;
    }
  }

  private static LocalDate date(String epochSecond) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(epochSecond)), ZoneOffset.UTC);
  }
}
