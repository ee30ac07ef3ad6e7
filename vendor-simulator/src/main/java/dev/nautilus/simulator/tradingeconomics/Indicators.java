package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.fred.EconomyBook.Value;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// History and forecasts of indicators.
final class Indicators {
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private static final int HOUR_OF_RELEASE = 14;
  private static final int QUARTERS = 4;
  private static final double DRIFT = 0.995;

  private final EconomyBook economy;
  private final int mostRows;

  Indicators(EconomyBook economy, int mostRows) {
    this.economy = economy;
    this.mostRows = mostRows;
  }

  /// Oldest first; stops at the plan's rows.
  ArrayNode history(Request request, Instant now) {
    LocalDate from = date(request, "from", LocalDate.MIN);
    LocalDate to = date(request, "to", LocalDate.MAX);
    List<Print> prints = new ArrayList<>();
    for (Indicator indicator : Indicator.of(request.gap("country"), request.gap("indicator"))) {
      for (Value value : indicator.published(economy, now)) {
        LocalDate stamp = indicator.stamp(value.date());
        if (!stamp.isBefore(from) && !stamp.isAfter(to)) {
          prints.add(new Print(stamp, indicator, value));
        }
      }
    }
    ArrayNode rows = JsonReply.object().arrayNode();
    prints.stream()
        .sorted(Comparator.comparing(Print::stamp))
        .limit(mostRows)
        .forEach(print -> row(rows.addObject(), print.indicator, print.value, now));
    return rows;
  }

  /// A value with the day it is dated by.
  private record Print(LocalDate stamp, Indicator indicator, Value value) {}

  private static LocalDate date(Request request, String gap, LocalDate otherwise) {
    return request.gaps().containsKey(gap) ? LocalDate.parse(request.gap(gap)) : otherwise;
  }

  private static void row(ObjectNode row, Indicator indicator, Value value, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDateTime updated = indicator.release(value.date(), today).atTime(HOUR_OF_RELEASE, 0);
    LocalDateTime present = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    row.put("Country", Indicator.COUNTRY);
    row.put("Category", indicator.category());
    row.put("DateTime", STAMP.format(indicator.stamp(value.date()).atStartOfDay()));
    row.put("Value", value.value().orElseThrow());
    row.put("Frequency", indicator.frequency());
    row.put("HistoricalDataSymbol", indicator.symbol());
    row.put("LastUpdate", STAMP.format(updated.isAfter(present) ? present : updated));
  }

  ArrayNode forecast(Request request, Instant now) {
    ArrayNode rows = JsonReply.object().arrayNode();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate quarter = today.withDayOfMonth(1).minusMonths((today.getMonthValue() - 1L) % 3);
    for (Indicator indicator : Indicator.of(request.gap("country"), request.gap("indicator"))) {
      List<Value> known = indicator.published(economy, now);
      double value = known.getLast().value().orElseThrow();
      ObjectNode row = rows.addObject();
      row.put("Country", Indicator.COUNTRY);
      row.put("Category", indicator.category());
      row.put("Title", Indicator.COUNTRY + " " + indicator.category());
      row.put("LatestValue", value);
      row.put(
          "LatestValueDate", STAMP.format(indicator.stamp(known.getLast().date()).atStartOfDay()));
      for (int i = 1; i <= QUARTERS; i++) {
        LocalDate end = quarter.plusMonths(3L * i).minusDays(1);
        row.put("q" + i, Math.round(value * Math.pow(DRIFT, i) * 100) / 100.0);
        row.put("q" + i + "_date", STAMP.format(end.atStartOfDay()));
      }
      row.put("YearEnd", Math.round(value * DRIFT * 100) / 100.0);
      row.put("YearEnd2", Math.round(value * DRIFT * DRIFT * 100) / 100.0);
      row.put("ForecastLastUpdate", STAMP.format(today.withDayOfMonth(1).atTime(0, 20)));
      row.put("Frequency", indicator.frequency());
      row.put("Unit", indicator.unit().equals("%") ? "percent" : indicator.unit());
      row.put("HistoricalDataSymbol", indicator.symbol());
    }
    return rows;
  }
}
