package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Dividend;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Quote;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The part of a quote row that only shares and funds have: dividends, earnings, valuation.
final class ShareFigures {
  private static final double FORWARD_GROWTH = 1.08;

  private final CompanyBook companies;

  ShareFigures(CompanyBook companies) {
    this.companies = companies;
  }

  /// Value of all shares in whole currency units, pence turned into pounds.
  static double marketCap(Company company, Instrument instrument, double price) {
    return price * company.shares() / (instrument.currency().equals("GBp") ? 100 : 1);
  }

  void put(ObjectNode row, Company company, Instrument instrument, Quote quote, LocalDate today) {
    row.put("financialCurrency", company.reportingCurrency());
    row.put("displayName", instrument.name().replaceAll(",? (Inc\\.|Corporation|Limited)$", ""));
    row.put("sharesOutstanding", company.shares());
    row.put("marketCap", (long) marketCap(company, instrument, quote.last()));
    putDividends(row, quote.last(), trailing(instrument, today));
    List<Statement> year = lastYear(instrument.symbol(), today);
    if (!year.isEmpty()) {
      putEarnings(row, quote.last(), year);
      putCalendar(row, year.getLast(), companies.nextPublication(today));
      row.put("averageAnalystRating", "2.1 - Buy");
    }
  }

  /// The four latest published quarters.
  List<Statement> lastYear(String symbol, LocalDate today) {
    List<Statement> quarters = companies.quarters(symbol, today.minusMonths(18), today, today);
    return quarters.subList(Math.max(0, quarters.size() - 4), quarters.size());
  }

  private List<Dividend> trailing(Instrument instrument, LocalDate today) {
    return companies.dividends(instrument.symbol(), today.minusYears(1).plusDays(1), today);
  }

  private static void putDividends(ObjectNode row, double price, List<Dividend> paid) {
    double rate = paid.stream().mapToDouble(Dividend::amount).sum();
    row.put("trailingAnnualDividendRate", (float) rate);
    row.put("trailingAnnualDividendYield", (float) (rate / price));
    if (!paid.isEmpty()) {
      double forward = paid.getLast().amount() * 4;
      row.put("dividendRate", (float) forward);
      row.put("dividendYield", Math.round(10_000 * forward / price) / 100f);
      row.put("dividendDate", epoch(paid.getLast().exDate().plusDays(7)));
    }
  }

  private static void putEarnings(ObjectNode row, double price, List<Statement> year) {
    double earned = year.stream().mapToDouble(Statement::earningsPerShare).sum();
    double book = year.getLast().equity() / year.getLast().shares();
    row.put("epsTrailingTwelveMonths", (float) earned);
    row.put("epsForward", (float) (earned * FORWARD_GROWTH));
    row.put("epsCurrentYear", (float) (earned * Math.sqrt(FORWARD_GROWTH)));
    row.put("priceEpsCurrentYear", (float) (price / (earned * Math.sqrt(FORWARD_GROWTH))));
    row.put("trailingPE", (float) (price / earned));
    row.put("forwardPE", (float) (price / (earned * FORWARD_GROWTH)));
    row.put("bookValue", (float) book);
    row.put("priceToBook", (float) (price / book));
  }

  private static void putCalendar(ObjectNode row, Statement latest, LocalDate next) {
    long past = epoch(latest.published()) + 20 * 3600L;
    long coming = epoch(next) + 20 * 3600L;
    row.put("earningsTimestamp", past);
    row.put("earningsTimestampStart", coming).put("earningsTimestampEnd", coming);
    row.put("earningsCallTimestampStart", past + 1800);
    row.put("earningsCallTimestampEnd", past + 1800);
    row.put("isEarningsDateEstimate", true);
  }

  static long epoch(LocalDate date) {
    return date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }
}
