package dev.nautilus.simulator.company;

import java.time.LocalDate;

/// One quarter as a company reported it.
///
/// @param periodEnd last day of the quarter
/// @param published when the world got to know
public record Statement(
    LocalDate periodEnd,
    LocalDate published,
    double revenue,
    double costOfRevenue,
    double operatingIncome,
    double ebitda,
    double netIncome,
    double operatingCashFlow,
    double freeCashFlow,
    double totalAssets,
    double totalDebt,
    double equity,
    double cash,
    double shares) {

  public double grossProfit() {
    return revenue - costOfRevenue;
  }

  public double earningsPerShare() {
    return netIncome / shares;
  }
}
