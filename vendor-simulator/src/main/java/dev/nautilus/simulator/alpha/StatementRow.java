package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.company.Statement;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/// One period of a statement.
final class StatementRow {
  private StatementRow() {}

  /// @param quarters the quarters it is made of, oldest first; stocks are those of the last one
  static void put(ObjectNode row, String function, String currency, List<Statement> quarters) {
    Statement last = quarters.getLast();
    row.put("fiscalDateEnding", last.periodEnd().toString());
    row.put("reportedCurrency", currency);
    switch (function) {
      case "INCOME_STATEMENT" -> {
        row.put("grossProfit", sum(quarters, Statement::grossProfit));
        row.put("totalRevenue", sum(quarters, Statement::revenue));
        row.put("costOfRevenue", sum(quarters, Statement::costOfRevenue));
        row.put("operatingIncome", sum(quarters, Statement::operatingIncome));
        row.put("interestIncome", "None");
        row.put("ebitda", sum(quarters, Statement::ebitda));
        row.put("netIncome", sum(quarters, Statement::netIncome));
      }
      case "BALANCE_SHEET" -> {
        row.put("totalAssets", Stamps.money(last.totalAssets()));
        row.put("cashAndCashEquivalentsAtCarryingValue", Stamps.money(last.cash()));
        row.put("goodwill", "None");
        row.put("shortLongTermDebtTotal", Stamps.money(last.totalDebt()));
        row.put("totalShareholderEquity", Stamps.money(last.equity()));
        row.put("commonStockSharesOutstanding", Stamps.money(last.shares()));
      }
      default -> {
        row.put("operatingCashflow", sum(quarters, Statement::operatingCashFlow));
        row.put(
            "capitalExpenditures", sum(quarters, s -> s.operatingCashFlow() - s.freeCashFlow()));
        row.put("dividendPayout", "None");
        row.put("netIncome", sum(quarters, Statement::netIncome));
      }
    }
  }

  private static String sum(List<Statement> quarters, ToDoubleFunction<Statement> item) {
    return Stamps.money(quarters.stream().mapToDouble(item).sum());
  }
}
