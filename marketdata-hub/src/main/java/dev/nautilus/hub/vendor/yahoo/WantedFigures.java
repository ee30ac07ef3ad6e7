package dev.nautilus.hub.vendor.yahoo;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Which company figures the hub asks Yahoo for.
final class WantedFigures {
  /// Modules of quoteSummary.
  static final List<String> MODULES =
      List.of("financialData", "defaultKeyStatistics", "summaryDetail", "assetProfile");

  /// How far back reported figures are asked for.
  static final Duration HISTORY = Duration.ofDays(6 * 365);

  private static final List<String> LINES =
      List.of(
          "TotalRevenue",
          "CostOfRevenue",
          "GrossProfit",
          "OperatingIncome",
          "NetIncome",
          "EBITDA",
          "BasicEPS",
          "DilutedEPS",
          "TotalAssets",
          "TotalLiabilitiesNetMinorityInterest",
          "StockholdersEquity",
          "TotalDebt",
          "CashAndCashEquivalents",
          "OperatingCashFlow",
          "CapitalExpenditure",
          "FreeCashFlow",
          "OrdinarySharesNumber");

  /// Types of the time series.
  static final List<String> TYPES =
      Stream.of("annual", "quarterly")
          .flatMap(period -> LINES.stream().map(line -> period + line))
          .toList();

  private WantedFigures() {}
}
