package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.fred.EconomyBook.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An indicator of the United States and the statistic it shows.
enum Indicator {
  GDP("GDP", "GDP", "GDP CUR$", "Quarterly", "$", "B"),
  UNEMPLOYMENT("UNRATE", "Unemployment Rate", "USURTOT", "Monthly", "", "%"),
  INTEREST("DFF", "Interest Rate", "FDTR", "Daily", "", "%"),
  PRICES("CPIAUCSL", "Consumer Price Index CPI", "CPI INDX", "Monthly", "", ""),
  CONFIDENCE("UMCSENT", "Consumer Confidence", "CONCCONF", "Monthly", "", ""),
  CLAIMS("ICSA", "Initial Jobless Claims", "INJCJC", "Weekly", "", ""),
  HOUSING("HOUST", "Housing Starts", "NHSPSTOT", "Monthly", "", "K"),
  BOND_10("DGS10", "Government Bond Yield", "USGG10YR", "Daily", "", "%"),
  BOND_2("DGS2", "Government Bond Yield", "USGG2YR", "Daily", "", "%");

  static final String COUNTRY = "United States";

  /// How long after a period its value is told, in the calendar.
  private static final int LAG_DAYS = 14;

  private final String statistic;
  private final String category;
  private final String symbol;
  private final String frequency;
  private final String currency;
  private final String unit;

  Indicator(
      String statistic,
      String category,
      String symbol,
      String frequency,
      String currency,
      String unit) {
    this.statistic = statistic;
    this.category = category;
    this.symbol = symbol;
    this.frequency = frequency;
    this.currency = currency;
    this.unit = unit;
  }

  /// Those of a category; two where one category has several series.
  static List<Indicator> of(String country, String category) {
    return Arrays.stream(values())
        .filter(i -> COUNTRY.equalsIgnoreCase(country) && i.category.equalsIgnoreCase(category))
        .toList();
  }

  String category() {
    return category;
  }

  String symbol() {
    return symbol;
  }

  String frequency() {
    return frequency;
  }

  String currency() {
    return currency;
  }

  String unit() {
    return unit;
  }

  /// What is published by now; days without a value are left out.
  List<Value> published(EconomyBook economy, Instant now) {
    return economy.published(statistic, now).stream().filter(v -> v.value().isPresent()).toList();
  }

  /// The day a period is dated by: its last one.
  LocalDate stamp(LocalDate first) {
    return switch (frequency) {
      case "Monthly" -> first.plusMonths(1).minusDays(1);
      case "Quarterly" -> first.plusMonths(3).minusDays(1);
      default -> first;
    };
  }

  /// The first day of the period after this one.
  LocalDate next(LocalDate first) {
    return switch (frequency) {
      case "Monthly" -> first.plusMonths(1);
      case "Quarterly" -> first.plusMonths(3);
      case "Weekly" -> first.plusWeeks(1);
      default -> first.plusDays(1);
    };
  }

  /// When the value of a period is told, never later than now.
  LocalDate release(LocalDate first, LocalDate today) {
    LocalDate planned = frequency.equals("Daily") ? first : stamp(first).plusDays(LAG_DAYS);
    return planned.isAfter(today) ? today : planned;
  }

  /// When the value of a period to come will be told.
  LocalDate planned(LocalDate first) {
    return frequency.equals("Daily") ? first : stamp(first).plusDays(LAG_DAYS);
  }

  /// As the calendar prints it: `5.9%`, `$29374.914B`.
  String printed(Optional<Value> value) {
    return value
        .filter(v -> v.value().isPresent())
        .map(
            v ->
                currency
                    + BigDecimal.valueOf(v.value().getAsDouble())
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                    + unit)
        .orElse("");
  }
}
