package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.fred.EconomyBook.Statistic;
import dev.nautilus.simulator.fred.EconomyBook.Value;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Economic series, whole and newest first. Those that the simulated economy does not have are
/// refused like a function that does not exist.
final class Statistics {
  private static final int DAYS_A_WEEK = 7;

  private final EconomyBook economy;

  Statistics(EconomyBook economy) {
    this.economy = economy;
  }

  /// Where a function's values come from.
  ///
  /// @param intervals the first is the default
  private record Origin(String id, String name, List<String> intervals) {}

  private static Origin origin(String function, String maturity) {
    return switch (function) {
      case "REAL_GDP" ->
          new Origin("GDPC1", "Real Gross Domestic Product", List.of("annual", "quarterly"));
      case "CPI" ->
          new Origin(
              "CPIAUCSL",
              "Consumer Price Index for all Urban Consumers",
              List.of("monthly", "semiannual"));
      case "UNEMPLOYMENT" -> new Origin("UNRATE", "Unemployment Rate", List.of("monthly"));
      case "NONFARM_PAYROLL" -> new Origin("PAYEMS", "Total Nonfarm Payroll", List.of("monthly"));
      case "RETAIL_SALES" ->
          new Origin("RSAFS", "Advance Retail Sales: Retail Trade", List.of("monthly"));
      case "FEDERAL_FUNDS_RATE" ->
          new Origin("DFF", "Effective Federal Funds Rate", List.of("monthly", "weekly", "daily"));
      case "TREASURY_YIELD" ->
          new Origin(
              maturity.equals("2year") ? "DGS2" : "DGS10",
              maturity.equals("2year")
                  ? "2-Year Treasury Constant Maturity Rate"
                  : "10-Year Treasury Constant Maturity Rate",
              List.of("monthly", "weekly", "daily"));
      default -> new Origin("", "", List.of(""));
    };
  }

  Reply answer(Request request, String function, Instant now) {
    String maturity = request.parameter("maturity", "10year");
    Origin origin = origin(function, maturity);
    String interval = request.parameter("interval", origin.intervals.getFirst());
    boolean known = maturity.equals("10year") || maturity.equals("2year");
    if (origin.id.isEmpty() || !origin.intervals.contains(interval) || !known) {
      return function.isEmpty()
          ? Notices.error("This API function () does not exist.")
          : Notices.invalidCall(function);
    }
    Statistic statistic = economy.find(origin.id).orElseThrow();
    ObjectNode body = JsonReply.object();
    body.put("name", origin.name);
    body.put("interval", interval);
    body.put("unit", statistic.units().toLowerCase(Locale.ROOT));
    ArrayNode data = body.putArray("data");
    cut(economy.published(origin.id, now), interval)
        .reversed()
        .forEach(
            value ->
                data.addObject()
                    .put("date", value.date().toString())
                    .put("value", text(value.value())));
    return JsonReply.of(200, body);
  }

  /// The first value of each longer period.
  private static List<Value> cut(List<Value> values, String interval) {
    Map<LocalDate, Value> cut = new LinkedHashMap<>();
    for (Value value : values) {
      LocalDate first = firstDay(value.date(), interval);
      cut.putIfAbsent(first, new Value(first, value.value()));
    }
    return List.copyOf(cut.values());
  }

  private static LocalDate firstDay(LocalDate date, String interval) {
    return switch (interval) {
      case "weekly" -> date.minusDays((date.getDayOfWeek().getValue() - 1L) % DAYS_A_WEEK);
      case "monthly" -> date.withDayOfMonth(1);
      case "quarterly" -> date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1L) % 3);
      case "semiannual" -> date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1L) % 6);
      case "annual" -> date.withDayOfYear(1);
      default -> date;
    };
  }

  /// A hole is a full stop.
  private static String text(OptionalDouble value) {
    return value.isPresent() ? Stamps.number(value.getAsDouble(), 3) : ".";
  }
}
