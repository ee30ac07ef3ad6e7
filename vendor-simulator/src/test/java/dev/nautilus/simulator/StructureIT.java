package dev.nautilus.simulator;

import dev.nautilus.simulator.fred.FredVendor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Of Yahoo and FRED.
class StructureIT extends RecordedStructure {
  private static final String KEY = "&file_type=json&api_key=" + FredVendor.DEFAULT_KEY;
  private static final String QUARTERLY =
      "quarterlyTotalRevenue,quarterlyOperatingRevenue,quarterlyReconciledCostOfRevenue,"
          + "quarterlyGrossProfit,quarterlyOperatingIncome,quarterlyNetIncome,"
          + "quarterlyNetIncomeCommonStockholders,quarterlyDilutedNIAvailtoComStockholders,"
          + "quarterlyNetIncomeFromContinuingAndDiscontinuedOperation,"
          + "quarterlyOtherIncomeExpense,quarterlyTaxEffectOfUnusualItems,"
          + "quarterlyBasicAverageShares";

  /// Endings of paths that are left out, each for a reason.
  private static final List<String> LEFT_OUT =
      List.of(
          // The simulated exchange never closes: there is nothing before or after the market.
          "postMarketPrice NUMBER",
          "postMarketChange NUMBER",
          "postMarketChangePercent NUMBER",
          "postMarketTime NUMBER",
          "preMarketPrice NUMBER",
          "preMarketChange NUMBER",
          "preMarketChangePercent NUMBER",
          "preMarketTime NUMBER",
          // A company database that Yahoo's search mixes in; nothing there is an instrument.
          "quotes[].name STRING",
          "quotes[].permalink STRING");

  private VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(InstantSource.fixed(Instant.parse("2026-11-18T14:30:20.500Z")))
          .vendor(new FredVendor().withoutRateLimit())
          .start();

  @Override
  Stream<Case> cases() {
    return Stream.concat(yahooCases(), fredCases());
  }

  private static Stream<Case> yahooCases() {
    return Stream.of(
        yahoo(
            "chart_AAPL_1d_2020-01",
            "/v8/finance/chart/AAPL?interval=1d&includePrePost=true&events=div%7Csplit%7Cearn"
                + "&lang=en-US&period1=1577836800&period2=1578009600"),
        yahoo(
            "chart_AAPL_1d_2020-08-31_split",
            "/v8/finance/chart/AAPL?interval=1d&events=div%7Csplit%7Cearn"
                + "&period1=1598832000&period2=1604707200"),
        yahoo("chart_ALL.AX_1d", "/v8/finance/chart/VOD.L?interval=1d&range=3mo"),
        yahoo("chart_MOVE_index_1d_5d", "/v8/finance/chart/%5EMOVE?interval=1d&range=5d"),
        yahoo("error_404_chart_not_found", "/v8/finance/chart/INVALIDSYM?interval=1d&range=5d"),
        yahoo("error_401_invalid_crumb", "/v10/finance/quoteSummary/AAPL?crumb=DEMO"),
        yahoo("quote_AAPL_BABA", "/v7/finance/quote?symbols=AAPL%2CBABA"),
        yahoo("quote_EURUSD", "/v7/finance/quote?symbols=EURUSD%3DX"),
        yahoo("quote_unknown_symbol_empty", "/v7/finance/quote?symbols=SIX"),
        yahoo("search_AAPL_with_news", "/v1/finance/search?quotesCount=6&newsCount=4&q=AAPL"),
        yahoo(
            "quoteSummary_financialData_ABBV",
            "/v10/finance/quoteSummary/AAPL?formatted=false&modules=financialData"),
        yahoo(
            "quoteSummary_404_assetProfile_ADH",
            "/v10/finance/quoteSummary/%5EMOVE?formatted=false&modules=assetProfile"),
        yahoo("options_BFLY", "/v7/finance/options/AAPL?formatted=false&lang=en-US&region=US"),
        yahoo(
            "fundamentals_timeseries_AAPL_financials_quarterly",
            "/ws/fundamentals-timeseries/v1/finance/timeseries/AAPL"
                + "?period1=1704067200&period2=1735689600&type="
                + QUARTERLY));
  }

  private static Stream<Case> fredCases() {
    return Stream.of(
        fred("series_GDP", "series?series_id=GDP"),
        fred("series_observations_GDP_full", "series/observations?series_id=GDP"),
        fred(
            "series_observations_UNRATE",
            "series/observations?series_id=UNRATE&observation_start=2020-01-01"),
        fred(
            "series_observations_VIXCLS_missing_dot",
            "series/observations?series_id=VIXCLS&observation_start=2020-01-01"),
        fred("series_search_first5", "series/search?search_text=m2&search_type=full_text"),
        fred("series_release_GDP", "series/release?series_id=GDP"),
        fred("series_categories", "series/categories?series_id=GDP"),
        fred("series_tags", "series/tags?series_id=GDP"),
        new Case(
            "fred",
            "error_400_api_key_not_registered",
            "/fred/series?series_id=GDP&file_type=json&api_key=" + "0".repeat(32)));
  }

  private static Case yahoo(String name, String path) {
    return new Case("yahoo_finance", name, path);
  }

  private static Case fred(String name, String path) {
    return new Case("fred", name, "/fred/" + path + KEY);
  }

  private Browser yahoo = new Browser(simulator.url("yahoo_finance"));
  private Browser fred = new Browser(simulator.url("fred"));

  @BeforeAll
  void login() {
    yahoo.login();
  }

  @AfterAll
  void stop() {
    yahoo.close();
    fred.close();
    simulator.close();
  }

  @Override
  HttpResponse<String> answer(Case request) {
    if (request.vendor().equals("fred")) {
      return fred.get(request.path());
    }
    return request.path().contains("crumb=")
        ? yahoo.get(request.path())
        : yahoo.getWithCrumb(request.path());
  }

  @Override
  boolean isLeftOut(String path) {
    return LEFT_OUT.stream().anyMatch(path::endsWith);
  }

  @Override
  Stream<String> vendors() {
    return Stream.of("yahoo_finance", "fred");
  }
}
