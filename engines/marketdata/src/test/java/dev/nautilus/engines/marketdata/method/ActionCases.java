package dev.nautilus.engines.marketdata.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Cases of adjustment factors.
final class ActionCases {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);

  private ActionCases() {}

  /// The factor of some days, of a table given by days before today.
  static Verdict factors(ReferenceCase reference) {
    List<FactorTable.Row> rows = new ArrayList<>();
    for (JsonNode row : reference.input().path("factor_rows")) {
      rows.add(
          new FactorTable.Row(
              TODAY.minusDays(row.path("days_before").longValue()),
              decimal(row.path("price_factor")),
              decimal(row.path("split_factor")),
              row.has("reference_price") ? decimal(row.path("reference_price")) : BigDecimal.ZERO));
    }
    FactorTable table = new FactorTable(rows);
    JsonNode days = reference.input().path("query_days_before");
    double[] actual = new double[days.size()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = table.on(TODAY.minusDays(days.get(i).longValue())).factor().doubleValue();
    }
    return new Comparison()
        .numbers("factor", Numbers.array(reference.expected()), actual, reference.tolerance())
        .verdict();
  }

  /// A table before and after one action.
  static Verdict apply(ReferenceCase reference) {
    JsonNode input = reference.input();
    List<FactorTable.Row> rows = new ArrayList<>();
    for (JsonNode row : input.path("before_rows_date_pricefactor_splitfactor_referenceprice")) {
      rows.add(
          new FactorTable.Row(
              LocalDate.parse(row.get(0).asString(), DateTimeFormatter.BASIC_ISO_DATE),
              decimal(row.get(1)),
              decimal(row.get(2)),
              decimal(row.get(3))));
    }
    FactorTable table = new FactorTable(rows);
    JsonNode event = input.path("event");
    LocalDate before = dayBefore(LocalDate.parse(event.path("date").asString()));
    BigDecimal close = decimal(event.path("previous_close"));
    if (event.path("type").asString().equals("dividend")) {
      table.dividend(before, close, decimal(event.path("distribution")));
    } else {
      BigDecimal factor = decimal(event.path("split_factor"));
      table.split(before, close, BigDecimal.ONE.divide(factor, MathContext.DECIMAL128));
    }
    return compare(reference, table.rows());
  }

  private static Verdict compare(ReferenceCase reference, List<FactorTable.Row> actual) {
    JsonNode expected = reference.expected().path("after_rows");
    Comparison comparison = new Comparison().same("rows", expected.size(), actual.size());
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      FactorTable.Row row = actual.get(i);
      JsonNode numbers = expected.get(i);
      comparison.same(
          "date " + i,
          numbers.get(0).asString(),
          row.date().format(DateTimeFormatter.BASIC_ISO_DATE));
      BigDecimal[] found = {row.priceFactor(), row.splitFactor(), row.referencePrice()};
      for (int column = 0; column < found.length; column++) {
        comparison.number(
            "row " + i + " column " + (column + 1),
            decimal(numbers.get(column + 1)).doubleValue(),
            found[column].doubleValue(),
            reference.tolerance());
      }
    }
    return comparison.verdict();
  }

  private static LocalDate dayBefore(LocalDate date) {
    LocalDate before = date.minusDays(1);
    while (before.getDayOfWeek() == DayOfWeek.SATURDAY
        || before.getDayOfWeek() == DayOfWeek.SUNDAY) {
      before = before.minusDays(1);
    }
    return before;
  }

  private static BigDecimal decimal(JsonNode node) {
    return new BigDecimal(node.asString());
  }
}
