package dev.nautilus.simulator.dbnomics;

import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.fred.EconomyBook.Value;
import dev.nautilus.simulator.vendor.JarTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// All data sets and series, and what is published of them.
final class Library {
  private static final int MONTHS = 12;
  private static final int QUARTERS = 4;

  private final EconomyBook economy;
  private final List<Dataset> datasets;
  private final List<Series> series;

  Library(EconomyBook economy) {
    this.economy = economy;
    this.datasets =
        JarTable.read(Library.class, "datasets.csv").stream().map(Dataset::parse).toList();
    this.series = JarTable.read(Library.class, "series.csv").stream().map(Series::parse).toList();
  }

  List<Dataset> datasets() {
    return datasets;
  }

  Optional<Dataset> dataset(String provider, String code) {
    return datasets.stream().filter(each -> each.is(provider, code)).findFirst();
  }

  /// The release that a name like `WEO:latest` stands for.
  Optional<Dataset> latest(String provider, String code) {
    return datasets.stream().filter(each -> each.isLatest(provider, code)).findFirst();
  }

  List<Series> of(Dataset dataset) {
    return series.stream().filter(each -> each.isIn(dataset)).toList();
  }

  Optional<Series> find(String id) {
    return series.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// What is published of a series, oldest first.
  List<Value> values(Series of, Instant now) {
    List<Value> source = economy.published(of.statistic(), now);
    List<Value> values = new ArrayList<>();
    for (Value value : of.frequency().equals("annual") ? yearly(source) : source) {
      values.add(new Value(value.date(), scaled(of, value.value())));
    }
    if (values.isEmpty()) {
      return values;
    }
    List<Value> listed = new ArrayList<>();
    LocalDate start = of.before(values.getFirst().date());
    while (!start.isBefore(of.listedFrom())) {
      listed.add(new Value(start, OptionalDouble.empty()));
      start = of.before(start);
    }
    List<Value> all = new ArrayList<>(listed.reversed());
    all.addAll(values);
    return all;
  }

  /// Means of whole years.
  private static List<Value> yearly(List<Value> source) {
    Map<Integer, List<Double>> years = new LinkedHashMap<>();
    for (Value value : source) {
      value
          .value()
          .ifPresent(
              v -> years.computeIfAbsent(value.date().getYear(), y -> new ArrayList<>()).add(v));
    }
    List<Value> means = new ArrayList<>();
    years.forEach(
        (year, of) -> {
          if (of.size() == MONTHS || of.size() == QUARTERS) {
            double mean = of.stream().mapToDouble(v -> v).average().orElseThrow();
            means.add(new Value(LocalDate.of(year, 1, 1), OptionalDouble.of(mean)));
          }
        });
    return means;
  }

  private static OptionalDouble scaled(Series of, OptionalDouble value) {
    return value.isEmpty()
        ? value
        : OptionalDouble.of(
            BigDecimal.valueOf(of.scale() * value.getAsDouble() + of.shift())
                .setScale(of.decimals(), RoundingMode.HALF_UP)
                .doubleValue());
  }
}
