package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Company figures. Whom the vendor does not know gets an empty object.
final class Reports {
  private static final int YEARS = 5;
  private static final int QUARTERS = 4;
  private static final double TYPICAL_SURPRISE = 0.97;

  private final Market market;
  private final Listing listing;
  private final CompanyBook companies;

  Reports(Market market, Listing listing, CompanyBook companies) {
    this.market = market;
    this.listing = listing;
    this.companies = companies;
  }

  /// A company with what it has published by now.
  private record Subject(Instrument instrument, Company company, List<Statement> quarters) {
    double sum(ToDoubleFunction<Statement> item) {
      return lastYear().stream().mapToDouble(item).sum();
    }

    List<Statement> lastYear() {
      return quarters.subList(quarters.size() - QUARTERS, quarters.size());
    }
  }

  private Optional<Subject> subject(Request request, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, Stamps.EASTERN);
    return listing
        .share(request.parameter("symbol", ""))
        .flatMap(
            instrument ->
                companies
                    .find(instrument.symbol())
                    .filter(Company::reports)
                    .map(
                        company ->
                            new Subject(
                                instrument,
                                company,
                                companies.quarters(
                                    company.symbol(), today.minusYears(YEARS), today, today))));
  }

  Reply overview(Request request, Instant now) {
    ObjectNode body = JsonReply.object();
    subject(request, now).ifPresent(subject -> overview(body, subject, now));
    return JsonReply.of(200, body);
  }

  private void overview(ObjectNode body, Subject subject, Instant now) {
    Company company = subject.company;
    Statement latest = subject.quarters.getLast();
    double price = market.quote(subject.instrument, now).last();
    double earnings = subject.sum(Statement::earningsPerShare);
    body.put("Symbol", Listing.ticker(subject.instrument));
    body.put("AssetType", "Common Stock");
    body.put("Name", subject.instrument.name());
    body.put("Description", subject.instrument.name() + " as the simulator imagines it.");
    body.put("CIK", "None");
    body.put("Currency", subject.instrument.currency().toUpperCase(Locale.ROOT));
    body.put("Country", company.country());
    body.put("Sector", company.sector().toUpperCase(Locale.ROOT));
    body.put("Industry", company.industry().toUpperCase(Locale.ROOT));
    body.put("FiscalYearEnd", "December");
    body.put("LatestQuarter", latest.periodEnd().toString());
    body.put("MarketCapitalization", Stamps.money(price * company.shares()));
    body.put("EBITDA", Stamps.money(subject.sum(Statement::ebitda)));
    body.put("PERatio", earnings > 0 ? Stamps.number(price / earnings, 2) : "None");
    body.put("PEGRatio", "None");
    body.put("BookValue", Stamps.number(latest.equity() / latest.shares(), 2));
    body.put("DividendPerShare", dividend(company));
    body.put("EPS", Stamps.number(earnings, 2));
    body.put("RevenueTTM", Stamps.money(subject.sum(Statement::revenue)));
    body.put("GrossProfitTTM", Stamps.money(subject.sum(Statement::grossProfit)));
    body.put(
        "ProfitMargin",
        Stamps.number(subject.sum(Statement::netIncome) / subject.sum(Statement::revenue), 3));
    body.put("Beta", Stamps.number(subject.instrument.marketBeta(), 3));
    body.put("SharesOutstanding", Long.toString(company.shares()));
    body.put("ExDividendDate", "None");
  }

  private static String dividend(Company company) {
    return company.paysDividends()
        ? Stamps.number(company.quarterlyDividend() * QUARTERS, 2)
        : "None";
  }

  /// Funds have a profile instead of an overview.
  Reply fund(Request request) {
    ObjectNode body = JsonReply.object();
    Optional<Instrument> fund =
        listing
            .share(request.parameter("symbol", ""))
            .filter(i -> i.kind() == Instrument.Kind.FUND);
    if (fund.isPresent()) {
      long shares = companies.find(fund.get().symbol()).map(Company::shares).orElse(0L);
      body.put("net_assets", Stamps.money(shares * fund.get().basePrice()));
      body.put("net_expense_ratio", "0.0009");
      body.put("portfolio_turnover", "n/a");
      body.put("dividend_yield", "0.012");
      body.put("leveraged", "NO");
      ArrayNode sectors = body.putArray("sectors");
      sectors.addObject().put("sector", "INFORMATION TECHNOLOGY").put("weight", "0.6");
      sectors.addObject().put("sector", "COMMUNICATION SERVICES").put("weight", "0.4");
      body.putArray("holdings")
          .addObject()
          .put("symbol", "AAPL")
          .put("description", "APPLE INC")
          .put("weight", "0.1");
    }
    return JsonReply.of(200, body);
  }

  Reply statements(String function, Request request, Instant now) {
    ObjectNode body = JsonReply.object();
    subject(request, now)
        .ifPresent(
            subject -> {
              body.put("symbol", Listing.ticker(subject.instrument));
              ArrayNode annual = body.putArray("annualReports");
              ArrayNode quarterly = body.putArray("quarterlyReports");
              String currency = subject.company.reportingCurrency();
              for (Statement quarter : subject.quarters.reversed()) {
                StatementRow.put(quarterly.addObject(), function, currency, List.of(quarter));
                List<Statement> year = yearEnding(subject, quarter);
                if (year.size() == QUARTERS) {
                  StatementRow.put(annual.addObject(), function, currency, year);
                }
              }
            });
    return JsonReply.of(200, body);
  }

  /// The four quarters of a calendar year; none unless this is the last of them.
  private static List<Statement> yearEnding(Subject subject, Statement quarter) {
    int year = quarter.periodEnd().getYear();
    return quarter.periodEnd().getMonthValue() == 12
        ? subject.quarters.stream().filter(s -> s.periodEnd().getYear() == year).toList()
        : List.of();
  }

  Reply earnings(Request request, Instant now) {
    ObjectNode body = JsonReply.object();
    subject(request, now)
        .ifPresent(
            subject -> {
              body.put("symbol", Listing.ticker(subject.instrument));
              ArrayNode annual = body.putArray("annualEarnings");
              ArrayNode quarterly = body.putArray("quarterlyEarnings");
              for (Statement quarter : subject.quarters.reversed()) {
                quarterly(quarterly.addObject(), quarter);
                List<Statement> year = yearEnding(subject, quarter);
                if (year.size() == QUARTERS) {
                  annual
                      .addObject()
                      .put("fiscalDateEnding", quarter.periodEnd().toString())
                      .put(
                          "reportedEPS",
                          Stamps.number(
                              year.stream().mapToDouble(Statement::earningsPerShare).sum(), 2));
                }
              }
            });
    return JsonReply.of(200, body);
  }

  private static void quarterly(ObjectNode row, Statement quarter) {
    double reported = quarter.earningsPerShare();
    double estimated = reported * TYPICAL_SURPRISE;
    row.put("fiscalDateEnding", quarter.periodEnd().toString());
    row.put("reportedDate", quarter.published().toString());
    row.put("reportedEPS", Stamps.number(reported, 2));
    row.put("estimatedEPS", Stamps.number(estimated, 2));
    row.put("surprise", Stamps.number(reported - estimated, 2));
    row.put("surprisePercentage", Stamps.number(100 * (reported / estimated - 1), 4));
    row.put("reportTime", "post-market");
  }

  Reply actions(String function, Request request, Instant now) {
    ObjectNode body = JsonReply.object();
    Optional<Instrument> instrument = listing.share(request.parameter("symbol", ""));
    if (instrument.isPresent()) {
      LocalDate today = LocalDate.ofInstant(now, Stamps.EASTERN);
      body.put("symbol", Listing.ticker(instrument.get()));
      ArrayNode data = body.putArray("data");
      String symbol = instrument.get().symbol();
      if (function.equals("SPLITS")) {
        companies
            .splits(symbol, Market.FIRST_DAY, today)
            .reversed()
            .forEach(
                split ->
                    data.addObject()
                        .put("effective_date", split.date().toString())
                        .put(
                            "split_factor",
                            Stamps.number((double) split.numerator() / split.denominator(), 4)));
      } else {
        companies
            .dividends(symbol, Market.FIRST_DAY, today)
            .reversed()
            .forEach(
                dividend ->
                    data.addObject()
                        .put("ex_dividend_date", dividend.exDate().toString())
                        .put("declaration_date", "None")
                        .put("record_date", "None")
                        .put("payment_date", "None")
                        .put("amount", Stamps.number(dividend.amount(), 3)));
      }
    }
    return JsonReply.of(200, body);
  }
}
