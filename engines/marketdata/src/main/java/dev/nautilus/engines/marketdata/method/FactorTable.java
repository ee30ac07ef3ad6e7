package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// By what raw prices of the past are multiplied so that splits and dividends since do not show.
///
/// **Definition** A row holds for every day up to and including its date; after the last row both
/// factors are 1. Adjusted price = raw price times price factor times split factor. A dividend of D
/// with its ex-date multiplies every earlier price factor by `1 - D / C`, C the close before; a
/// split of n new shares for one multiplies every earlier split factor by 1 / n. Each adds a row
/// dated the trading day before, with C. Factors have 7 decimals, half up, as factor files have.
///
/// **Undefined** A dividend of C or more leaves no price: refused.
///
/// **Source** QuantConnect Lean, factor files; CRSP, *Data Definitions*, cumulative factor to
/// adjust prices, gives the same in other words.
public final class FactorTable {
  private static final int DECIMALS = 7;

  /// The newest row of a file has a date that no data reach.
  public static final LocalDate FAR = LocalDate.of(2050, 12, 31);

  /// One row.
  ///
  /// @param date last day it holds for
  /// @param referencePrice raw close of that day; 0 when not known
  public record Row(
      LocalDate date, BigDecimal priceFactor, BigDecimal splitFactor, BigDecimal referencePrice) {

    /// By what a raw price is multiplied.
    public BigDecimal factor() {
      return priceFactor.multiply(splitFactor);
    }
  }

  private final NavigableMap<LocalDate, Row> rows = new TreeMap<>();

  /// No action yet: the factors are 1.
  public FactorTable() {
    this(List.of());
  }

  /// The table of these rows.
  public FactorTable(List<Row> rows) {
    this.rows.put(FAR, new Row(FAR, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO));
    rows.forEach(row -> this.rows.put(row.date(), row));
  }

  /// The row that holds for a day.
  public Row on(LocalDate date) {
    Map.Entry<LocalDate, Row> found = rows.ceilingEntry(date);
    return found == null ? rows.lastEntry().getValue() : found.getValue();
  }

  /// Takes a cash dividend in.
  ///
  /// @param before the trading day before its ex-date
  /// @param close raw close of that day
  /// @param cash per share, in the instrument's currency
  public void dividend(LocalDate before, BigDecimal close, BigDecimal cash) {
    if (cash.signum() <= 0 || cash.compareTo(close) >= 0) {
      throw new IllegalArgumentException(
          "a dividend must be more than 0 and less than the close %s before it, was %s"
              .formatted(close, cash));
    }
    BigDecimal factor = BigDecimal.ONE.subtract(cash.divide(close, MathContext.DECIMAL64));
    apply(before, close, factor, BigDecimal.ONE);
  }

  /// Takes a split in.
  ///
  /// @param before the trading day before its ex-date
  /// @param close raw close of that day
  /// @param ratio new shares for one old share: 4 for 4:1, 0.1 for 1:10
  public void split(LocalDate before, BigDecimal close, BigDecimal ratio) {
    if (ratio.signum() <= 0) {
      throw new IllegalArgumentException("a split's ratio must be more than 0, was " + ratio);
    }
    apply(before, close, BigDecimal.ONE, BigDecimal.ONE.divide(ratio, MathContext.DECIMAL64));
  }

  private void apply(LocalDate before, BigDecimal close, BigDecimal price, BigDecimal split) {
    Row holds = on(before);
    rows.put(before, new Row(before, holds.priceFactor(), holds.splitFactor(), close));
    for (Row row : List.copyOf(rows.headMap(before, true).values())) {
      rows.put(
          row.date(),
          new Row(
              row.date(),
              round(row.priceFactor().multiply(price)),
              round(row.splitFactor().multiply(split)),
              row.referencePrice()));
    }
  }

  private static BigDecimal round(BigDecimal factor) {
    BigDecimal rounded = factor.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /// All rows, oldest first; the last one is dated [#FAR].
  public List<Row> rows() {
    return new ArrayList<>(rows.values());
  }
}
