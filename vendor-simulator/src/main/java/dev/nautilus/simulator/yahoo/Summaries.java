package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.Company;
import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.Statement;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v10/finance/quoteSummary/{symbol}`: facts by module. Modules without data for the symbol are
/// left out; if none is left, the answer is 404.
final class Summaries {
  private static final Map<String, String> PRICE =
      names(
          Map.of("exchange", "exchange", "fullExchangeName", "exchangeName"),
          "regularMarketPrice",
          "regularMarketChange",
          "regularMarketTime",
          "regularMarketDayHigh",
          "regularMarketDayLow",
          "regularMarketVolume",
          "regularMarketPreviousClose",
          "regularMarketOpen",
          "marketState",
          "quoteType",
          "symbol",
          "shortName",
          "longName",
          "currency",
          "marketCap",
          "priceHint",
          "quoteSourceName");
  private static final Map<String, String> DETAIL =
      names(
          Map.of(
              "regularMarketPreviousClose", "previousClose",
              "regularMarketOpen", "open",
              "regularMarketDayLow", "dayLow",
              "regularMarketDayHigh", "dayHigh",
              "regularMarketVolume", "volume",
              "averageDailyVolume3Month", "averageVolume",
              "averageDailyVolume10Day", "averageVolume10days"),
          "dividendRate",
          "trailingAnnualDividendRate",
          "trailingAnnualDividendYield",
          "trailingPE",
          "forwardPE",
          "bid",
          "ask",
          "bidSize",
          "askSize",
          "marketCap",
          "fiftyTwoWeekLow",
          "fiftyTwoWeekHigh",
          "fiftyDayAverage",
          "twoHundredDayAverage",
          "currency",
          "priceHint");
  private static final Map<String, String> TYPE =
      names(
          Map.of("exchangeTimezoneName", "timeZoneFullName", "gmtOffSetMilliseconds", "gmtOffSet"),
          "exchange",
          "quoteType",
          "symbol",
          "shortName",
          "longName",
          "messageBoardId");

  private final Market market;
  private final CompanyBook companies;
  private final QuoteRow row;
  private final ShareFigures figures;

  Summaries(Market market, CompanyBook companies, QuoteRow row) {
    this.market = market;
    this.companies = companies;
    this.row = row;
    this.figures = new ShareFigures(companies);
  }

  Reply answer(Request request, Instant now) {
    String symbol = request.gap("symbol");
    Optional<Instrument> instrument = market.find(symbol);
    if (instrument.isEmpty()) {
      return YahooJson.error(
          404, "quoteSummary", "Not Found", "Quote not found for symbol: " + symbol);
    }
    String modules = request.parameter("modules", "");
    boolean formatted = request.parameter("formatted", "true").equals("true");
    ObjectNode found = YahooJson.object();
    for (String module : modules.split(",", -1)) {
      module(module, instrument.get(), now)
          .ifPresent(node -> found.set(module, formatted ? Formatted.of(node) : node));
    }
    if (found.isEmpty()) {
      return YahooJson.error(
          404,
          "quoteSummary",
          "Not Found",
          "No fundamentals data found for any of the summaryTypes=" + modules);
    }
    ObjectNode inner = YahooJson.object();
    inner.putArray("result").add(found);
    return YahooJson.result("quoteSummary", inner);
  }

  private Optional<ObjectNode> module(String module, Instrument instrument, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Optional<Company> company = companies.find(instrument.symbol()).filter(Company::reports);
    List<Statement> year = figures.lastYear(instrument.symbol(), today);
    if (!year.isEmpty() && company.isPresent()) {
      CompanyModules facts = new CompanyModules(company.get(), instrument, year);
      Quote quote = market.quote(instrument, now);
      switch (module) {
        case "financialData" -> {
          return Optional.of(facts.financialData(quote));
        }
        case "assetProfile", "summaryProfile" -> {
          return Optional.of(facts.profile());
        }
        case "defaultKeyStatistics" -> {
          return Optional.of(facts.keyStatistics(quote));
        }
        case "recommendationTrend" -> {
          return Optional.of(facts.recommendations());
        }
        case "calendarEvents" -> {
          return Optional.of(facts.calendar(companies.nextPublication(today)));
        }
        case "incomeStatementHistoryQuarterly" -> {
          return Optional.of(facts.incomeStatements());
        }
        default -> {
          // Not about companies; the modules that everything traded has come next.
        }
      }
    }
    return switch (module) {
      case "price" -> Optional.of(picked(instrument, now, PRICE));
      case "summaryDetail" -> Optional.of(picked(instrument, now, DETAIL));
      case "quoteType" -> Optional.of(picked(instrument, now, TYPE));
      default -> Optional.empty();
    };
  }

  /// Modules that say again what the quote row says, partly under other names.
  private static Map<String, String> names(Map<String, String> renamed, String... same) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : same) {
      names.put(name, name);
    }
    names.putAll(new TreeMap<>(renamed));
    return names;
  }

  private ObjectNode picked(Instrument instrument, Instant now, Map<String, String> pick) {
    ObjectNode all = row.of(instrument, now);
    ObjectNode module = YahooJson.object().put("maxAge", 1);
    pick.forEach(
        (from, to) -> {
          JsonNode value = all.get(from);
          if (value != null) {
            module.set(to, value);
          }
        });
    return module;
  }
}
