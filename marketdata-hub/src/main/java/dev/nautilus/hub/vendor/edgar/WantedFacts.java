package dev.nautilus.hub.vendor.edgar;

import java.time.LocalDate;
import java.util.Set;

/// Which facts answer a question.
///
/// @param all every concept; else the usual ones
/// @param notBefore earliest last day of a period
record WantedFacts(boolean all, LocalDate notBefore) {
  private static final int USUAL_YEARS = 6;

  /// What is usually asked about a company, under the names that filers use: some changed with the
  /// standards, and who reports by IFRS has others.
  private static final Set<String> USUAL =
      Set.of(
          "dei/EntityCommonStockSharesOutstanding",
          "dei/EntityPublicFloat",
          "us-gaap/Revenues",
          "us-gaap/SalesRevenueNet",
          "us-gaap/RevenueFromContractWithCustomerExcludingAssessedTax",
          "us-gaap/CostOfRevenue",
          "us-gaap/CostOfGoodsAndServicesSold",
          "us-gaap/GrossProfit",
          "us-gaap/ResearchAndDevelopmentExpense",
          "us-gaap/OperatingExpenses",
          "us-gaap/OperatingIncomeLoss",
          "us-gaap/IncomeTaxExpenseBenefit",
          "us-gaap/NetIncomeLoss",
          "us-gaap/EarningsPerShareBasic",
          "us-gaap/EarningsPerShareDiluted",
          "us-gaap/WeightedAverageNumberOfSharesOutstandingBasic",
          "us-gaap/WeightedAverageNumberOfDilutedSharesOutstanding",
          "us-gaap/CommonStockDividendsPerShareDeclared",
          "us-gaap/Assets",
          "us-gaap/AssetsCurrent",
          "us-gaap/Liabilities",
          "us-gaap/LiabilitiesCurrent",
          "us-gaap/LongTermDebt",
          "us-gaap/LongTermDebtNoncurrent",
          "us-gaap/StockholdersEquity",
          "us-gaap/CashAndCashEquivalentsAtCarryingValue",
          "us-gaap/NetCashProvidedByUsedInOperatingActivities",
          "us-gaap/NetCashProvidedByUsedInInvestingActivities",
          "us-gaap/NetCashProvidedByUsedInFinancingActivities",
          "us-gaap/PaymentsToAcquirePropertyPlantAndEquipment",
          "us-gaap/PaymentsForRepurchaseOfCommonStock",
          "us-gaap/InterestExpense",
          "ifrs-full/Revenue",
          "ifrs-full/GrossProfit",
          "ifrs-full/ProfitLoss",
          "ifrs-full/ProfitLossAttributableToOwnersOfParent",
          "ifrs-full/BasicEarningsLossPerShare",
          "ifrs-full/DilutedEarningsLossPerShare",
          "ifrs-full/Assets",
          "ifrs-full/Liabilities",
          "ifrs-full/Equity",
          "ifrs-full/CashAndCashEquivalents",
          "ifrs-full/CashFlowsFromUsedInOperatingActivities");

  /// Everything since the beginning.
  static WantedFacts everything() {
    return new WantedFacts(true, LocalDate.MIN);
  }

  /// The usual concepts of the last years.
  static WantedFacts usual(LocalDate today) {
    return new WantedFacts(false, today.minusYears(USUAL_YEARS));
  }

  boolean concept(String taxonomy, String concept) {
    return all || USUAL.contains(taxonomy + "/" + concept);
  }

  boolean fact(Fact fact) {
    return !fact.end().isBefore(notBefore);
  }
}
