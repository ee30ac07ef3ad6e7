package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.fred.SeriesData.Point;
import dev.nautilus.simulator.fred.SeriesData.Vintage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// `series/observations`: values of a series, as known in a real-time period, in any units and any
/// lower frequency.
final class Observations {
  private static final int MOST = 100_000;
  private static final int TRANSFORMED_DECIMALS = 5;
  private final SeriesData data;

  Observations(SeriesData data) {
    this.data = data;
  }

  /// A printed row: a value and the real-time period in which it held.
  private record Row(LocalDate date, OptionalDouble value, LocalDate from, LocalDate to) {}

  /// @param known the last day whose publications are out
  Document answer(SeriesInfo info, Parameters parameters, LocalDate known) {
    LocalDate start = parameters.date("observation_start", Parameters.UNBOUNDED_START);
    LocalDate end = parameters.date("observation_end", Parameters.LATEST);
    if (end.isBefore(start)) {
      throw new RefusedException(
          "The value for observation_start can not be after observation_end.");
    }
    Transform transform = Transform.parse(parameters.text("units").orElse("lin"));
    Frequency frequency = frequency(info, parameters);
    String output = parameters.oneOf("output_type", "1", "1", "4");
    List<Row> rows = rows(info, parameters, known, output.equals("4"));
    rows = transform(aggregate(rows, info, frequency, parameters), transform, frequency);
    rows = rows.stream().filter(r -> !r.date.isBefore(start) && !r.date.isAfter(end)).toList();
    Document document = parameters.realtime(new Document("observations", "observation"));
    document.with("observation_start", start.toString()).with("observation_end", end.toString());
    document.with("units", transform.code()).with("output_type", Integer.parseInt(output));
    document.with("file_type", parameters.text("file_type").orElse("xml"));
    Parameters.Page page = new Parameters.Page("observation_date", false, MOST);
    int decimals = transform == Transform.LIN ? info.decimals() : TRANSFORMED_DECIMALS;
    try (Stream<Row> printed = parameters.page(document, rows, page)) {
      printed.forEach(row -> put(document.add(), row, decimals));
    }
    return document;
  }

  private static void put(Map<String, Object> fields, Row row, int decimals) {
    fields.put("realtime_start", row.from.toString());
    fields.put("realtime_end", row.to.toString());
    fields.put("date", row.date.toString());
    fields.put("value", print(row.value, decimals));
  }

  /// Missing is a full stop, never a zero.
  static String print(OptionalDouble value, int decimals) {
    return value.isEmpty()
        ? "."
        : BigDecimal.valueOf(value.getAsDouble())
            .setScale(decimals, RoundingMode.HALF_UP)
            .toPlainString();
  }

  private List<Row> rows(
      SeriesInfo info, Parameters parameters, LocalDate known, boolean initialOnly) {
    List<LocalDate> days = parameters.dates("vintage_dates");
    List<Row> rows = new ArrayList<>();
    for (Point point : data.publishedBy(info, known)) {
      List<Vintage> vintages = data.vintages(info, point);
      if (initialOnly) {
        vintages = vintages.subList(0, 1);
      }
      if (days.isEmpty()) {
        LocalDate start = parameters.realtimeStart();
        LocalDate end = parameters.realtimeEnd();
        vintages.forEach(vintage -> addOverlap(rows, vintage, new Span(start, end), known));
      } else {
        for (LocalDate day : days) {
          for (Vintage vintage : vintages) {
            addOverlap(rows, vintage, new Span(day, day), known);
          }
        }
      }
    }
    return rows;
  }

  /// A real-time period, both days included.
  private record Span(LocalDate from, LocalDate to) {}

  /// The part of a vintage's life that falls into the period, if it was out by then.
  private static void addOverlap(List<Row> rows, Vintage vintage, Span span, LocalDate known) {
    if (vintage.from().isAfter(known)
        || vintage.from().isAfter(span.to)
        || vintage.to().isBefore(span.from)) {
      return;
    }
    boolean replaced = !vintage.to().isEqual(LocalDate.MAX) && vintage.to().isBefore(known);
    LocalDate from = vintage.from().isAfter(span.from) ? vintage.from() : span.from;
    LocalDate to = replaced && vintage.to().isBefore(span.to) ? vintage.to() : span.to;
    rows.add(new Row(vintage.date(), vintage.value(), from, to));
  }

  private static Frequency frequency(SeriesInfo info, Parameters parameters) {
    String wanted = parameters.text("frequency").orElse(info.frequency().code());
    Frequency frequency =
        Frequency.parse(wanted)
            .orElseThrow(() -> RefusedException.notOneOf("frequency", "d, w, m, q, sa, a"));
    if (frequency.compareTo(info.frequency()) < 0) {
      throw new RefusedException(
          "Value of frequency is higher than the series' own frequency, "
              + info.frequency().text()
              + ".");
    }
    return frequency;
  }

  /// Whole periods only; missing values are passed over, a period of nothing but those is missing.
  private static List<Row> aggregate(
      List<Row> rows, SeriesInfo info, Frequency frequency, Parameters parameters) {
    String method = parameters.oneOf("aggregation_method", "avg", "avg", "sum", "eop");
    if (frequency == info.frequency() || rows.isEmpty()) {
      return rows;
    }
    Map<LocalDate, List<Row>> periods = new LinkedHashMap<>();
    rows.forEach(
        row ->
            periods.computeIfAbsent(frequency.period(row.date), d -> new ArrayList<>()).add(row));
    LocalDate following = info.frequency().next(rows.getLast().date);
    periods.remove(frequency.period(following));
    List<Row> aggregated = new ArrayList<>();
    periods.forEach(
        (date, members) -> {
          List<Double> values =
              members.stream()
                  .filter(row -> row.value.isPresent())
                  .map(row -> row.value.getAsDouble())
                  .toList();
          OptionalDouble value =
              values.isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(aggregate(values, method));
          aggregated.add(new Row(date, value, members.getLast().from, members.getLast().to));
        });
    return aggregated;
  }

  private static double aggregate(List<Double> values, String method) {
    return switch (method) {
      case "sum" -> values.stream().mapToDouble(v -> v).sum();
      case "eop" -> values.getLast();
      default -> values.stream().mapToDouble(v -> v).average().orElseThrow();
    };
  }

  private static List<Row> transform(List<Row> rows, Transform transform, Frequency frequency) {
    List<OptionalDouble> values =
        transform.apply(rows.stream().map(Row::value).toList(), frequency.perYear());
    List<Row> transformed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      transformed.add(new Row(row.date, values.get(i), row.from, row.to));
    }
    return transformed;
  }
}
