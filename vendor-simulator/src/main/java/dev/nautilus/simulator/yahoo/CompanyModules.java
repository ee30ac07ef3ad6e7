package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Quote;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The quoteSummary modules about one company, from its four latest quarters.
final class CompanyModules {
  private static final int MAX_AGE = 86_400;
  private static final int ANALYSTS = 30;

  private final Company company;
  private final Instrument instrument;
  private final List<Statement> year;
  private final Statement latest;

  CompanyModules(Company company, Instrument instrument, List<Statement> year) {
    this.company = company;
    this.instrument = instrument;
    this.year = year;
    this.latest = year.getLast();
  }

  ObjectNode financialData(Quote quote) {
    double price = quote.last();
    double revenue = sum(Statement::revenue);
    ObjectNode node = YahooJson.object().put("maxAge", MAX_AGE);
    node.put("currentPrice", (float) price);
    node.put("targetHighPrice", Math.round(price * 1.35));
    node.put("targetLowPrice", Math.round(price * 0.8));
    node.put("targetMeanPrice", Math.round(price * 110) / 100f);
    node.put("targetMedianPrice", Math.round(price * 1.1));
    node.put("recommendationMean", 1.9f).put("recommendationKey", "buy");
    node.put("numberOfAnalystOpinions", ANALYSTS);
    node.put("totalCash", (long) latest.cash());
    node.put("totalCashPerShare", (float) (latest.cash() / latest.shares()));
    node.put("ebitda", (long) sum(Statement::ebitda));
    node.put("totalDebt", (long) latest.totalDebt());
    node.put("quickRatio", 0.9f).put("currentRatio", 1.1f);
    node.put("totalRevenue", (long) revenue);
    node.put("debtToEquity", (float) (100 * latest.totalDebt() / latest.equity()));
    node.put("revenuePerShare", (float) (revenue / latest.shares()));
    node.put("returnOnAssets", (float) (sum(Statement::netIncome) / latest.totalAssets()));
    node.put("returnOnEquity", (float) (sum(Statement::netIncome) / latest.equity()));
    node.put("grossProfits", (long) sum(Statement::grossProfit));
    node.put("freeCashflow", (long) sum(Statement::freeCashFlow));
    node.put("operatingCashflow", (long) sum(Statement::operatingCashFlow));
    node.put("revenueGrowth", (float) company.growth());
    node.put("grossMargins", (float) (sum(Statement::grossProfit) / revenue));
    node.put("ebitdaMargins", (float) (sum(Statement::ebitda) / revenue));
    node.put("operatingMargins", (float) (sum(Statement::operatingIncome) / revenue));
    node.put("profitMargins", (float) (sum(Statement::netIncome) / revenue));
    node.put("financialCurrency", company.reportingCurrency());
    return node;
  }

  ObjectNode profile() {
    ObjectNode node = YahooJson.object().put("maxAge", MAX_AGE);
    node.put("country", company.country());
    node.put("industry", company.industry()).put("industryDisp", company.industry());
    node.put("industryKey", key(company.industry()));
    node.put("sector", company.sector()).put("sectorDisp", company.sector());
    node.put("sectorKey", key(company.sector()));
    node.put("longBusinessSummary", instrument.name() + " as the simulator imagines it.");
    node.put("fullTimeEmployees", company.employees());
    node.putArray("companyOfficers");
    return node;
  }

  ObjectNode keyStatistics(Quote quote) {
    double cap = ShareFigures.marketCap(company, instrument, quote.last());
    ObjectNode node = YahooJson.object().put("maxAge", 1);
    node.put("priceHint", Listing.of(instrument).priceHint());
    node.put("enterpriseValue", (long) (cap + latest.totalDebt() - latest.cash()));
    node.put("profitMargins", (float) (sum(Statement::netIncome) / sum(Statement::revenue)));
    node.put("floatShares", (long) (company.shares() * 0.99));
    node.put("sharesOutstanding", company.shares());
    node.put("beta", (float) instrument.marketBeta());
    node.put("bookValue", (float) (latest.equity() / latest.shares()));
    node.put("trailingEps", (float) sum(Statement::earningsPerShare));
    node.put("netIncomeToCommon", (long) sum(Statement::netIncome));
    node.put("mostRecentQuarter", ShareFigures.epoch(latest.periodEnd()));
    return node;
  }

  ObjectNode recommendations() {
    ObjectNode node = YahooJson.object().put("maxAge", MAX_AGE);
    ArrayNode trend = node.putArray("trend");
    for (int month = 0; month < 4; month++) {
      ObjectNode row = trend.addObject().put("period", month == 0 ? "0m" : "-" + month + "m");
      row.put("strongBuy", 8 - month).put("buy", 14 + month).put("hold", 7);
      row.put("sell", 1).put("strongSell", 0);
    }
    return node;
  }

  ObjectNode calendar(LocalDate next) {
    ObjectNode node = YahooJson.object().put("maxAge", 1);
    ObjectNode earnings = node.putObject("earnings");
    earnings.putArray("earningsDate").add(ShareFigures.epoch(next));
    earnings.put("earningsAverage", (float) latest.earningsPerShare());
    earnings.put("revenueAverage", (long) latest.revenue());
    return node;
  }

  ObjectNode incomeStatements() {
    ObjectNode node = YahooJson.object().put("maxAge", MAX_AGE);
    ArrayNode history = node.putArray("incomeStatementHistory");
    for (Statement quarter : year.reversed()) {
      ObjectNode row = history.addObject().put("maxAge", 1);
      row.put("endDate", ShareFigures.epoch(quarter.periodEnd()));
      row.put("totalRevenue", (long) quarter.revenue());
      row.put("costOfRevenue", (long) quarter.costOfRevenue());
      row.put("grossProfit", (long) quarter.grossProfit());
      row.put("operatingIncome", (long) quarter.operatingIncome());
      row.put("netIncome", (long) quarter.netIncome());
    }
    return node;
  }

  private double sum(ToDoubleFunction<Statement> item) {
    return year.stream().mapToDouble(item).sum();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }
}
