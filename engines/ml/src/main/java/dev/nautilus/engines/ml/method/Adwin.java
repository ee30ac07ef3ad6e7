package dev.nautilus.engines.ml.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Adaptive windowing: the longest window whose two parts, wherever it is cut, have the same mean.
///
/// **Definition** the window is cut where `|u0 - u1| >= sqrt(2/m s^2 L) + 2/(3m) L`, `L = ln(2 ln W
/// / delta)`, `1/m = 1/(n0 - 4) + 1/(n1 - 4)` for a least part of 5, `s^2` the variance of the
/// whole window of `W` values; the oldest values are dropped until nothing is cut. Values are kept
/// in an exponential histogram, `O(log W)` numbers; it is tested every 32 values. **Unit** of the
/// statistic: the values'. Tells both a rise and a fall.
///
/// **Source** Bifet, Gavalda (2007), Learning from Time-Changing Data with Adaptive Windowing, SDM.
final class Adwin implements DriftDetector {
  /// @param delta chance of a false alarm at a test
  /// @param clock values between two tests
  /// @param buckets most of one size
  /// @param leastPart values on each side of a cut
  /// @param grace no test in a window up to this long
  record Rule(double delta, int clock, int buckets, int leastPart, int grace) {
    static final Rule PUBLISHED = new Rule(0.002, 32, 5, 5, 10);
  }

  private static final int MOST_ROWS = 50;

  /// Buckets of one size, oldest first.
  private static final class Row {
    private final double[] totals;
    private final double[] squares;
    private int used;

    Row(int room) {
      totals = new double[room];
      squares = new double[room];
    }

    void add(double total, double square) {
      totals[used] = total;
      squares[used] = square;
      used++;
    }

    void drop(int count) {
      used -= count;
      System.arraycopy(totals, count, totals, 0, used);
      System.arraycopy(squares, count, squares, 0, used);
    }
  }

  private final Rule rule;
  private final List<Row> rows = new ArrayList<>();
  private double width;
  private double total;
  private double squares;
  private double seen;

  Adwin(Rule rule) {
    this.rule = rule;
  }

  /// How many values the window holds.
  double width() {
    return width;
  }

  /// Mean of the window; `NaN` while it is empty.
  double mean() {
    return width == 0 ? Double.NaN : total / width;
  }

  @Override
  public Optional<Drift> update(double error) {
    insert(error);
    seen++;
    Optional<Drift> found = Optional.empty();
    if (seen % rule.clock() == 0) {
      found = cut();
      for (Optional<Drift> cut = found; cut.isPresent(); cut = cut()) {
        dropOldest();
      }
    }
    return found;
  }

  private void insert(double value) {
    if (width > 0) {
      double away = value - total / width;
      squares += width * away * away / (width + 1);
    }
    width++;
    total += value;
    row(0).add(value, 0);
    for (int i = 0; rows.get(i).used > rule.buckets(); i++) {
      merge(rows.get(i), row(i + 1), size(i));
    }
  }

  private static void merge(Row from, Row to, double size) {
    double apart = (from.totals[0] - from.totals[1]) / size;
    to.add(
        from.totals[0] + from.totals[1],
        from.squares[0] + from.squares[1] + size * apart * apart / 2);
    from.drop(2);
  }

  private Row row(int index) {
    while (rows.size() <= index) {
      rows.add(new Row(rule.buckets() + 1));
    }
    return rows.get(index);
  }

  private static double size(int row) {
    return Math.scalb(1.0, row);
  }

  /// The oldest place where the window must be cut.
  private Optional<Drift> cut() {
    if (width <= rule.grace()) {
      return Optional.empty();
    }
    double logs = StrictMath.log(2 * StrictMath.log(width) / rule.delta());
    double variance = squares / width;
    double oldCount = 0;
    double oldTotal = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      for (int k = 0; k < rows.get(i).used; k++) {
        oldCount += size(i);
        oldTotal += rows.get(i).totals[k];
        double newCount = width - oldCount;
        if (oldCount >= rule.leastPart() && newCount >= rule.leastPart()) {
          double apart = (total - oldTotal) / newCount - oldTotal / oldCount;
          double inverse =
              1 / (oldCount - rule.leastPart() + 1) + 1 / (newCount - rule.leastPart() + 1);
          double bound = Math.sqrt(2 * inverse * variance * logs) + 2.0 / 3 * inverse * logs;
          if (Math.abs(apart) >= bound) {
            return Optional.of(new Drift(Math.abs(apart), OptionalDouble.of(bound), apart > 0));
          }
        }
      }
    }
    return Optional.empty();
  }

  private void dropOldest() {
    Row last = rows.getLast();
    double count = size(rows.size() - 1);
    width -= count;
    total -= last.totals[0];
    double away = last.totals[0] / count - total / width;
    squares -= last.squares[0] + count * width * away * away / (count + width);
    squares = Math.max(0, squares);
    last.drop(1);
    if (last.used == 0) {
      rows.removeLast();
    }
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, new double[] {seen, width, total, squares, rows.size()});
    for (Row row : rows) {
      out.accept(row.used);
      for (int k = 0; k < row.used; k++) {
        out.accept(row.totals[k]);
        out.accept(row.squares[k]);
      }
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    seen = in.getAsDouble();
    width = in.getAsDouble();
    total = in.getAsDouble();
    squares = in.getAsDouble();
    rows.clear();
    int count = Restorable.count(in, MOST_ROWS);
    for (int i = 0; i < count; i++) {
      int used = Restorable.count(in, rule.buckets());
      for (int k = 0; k < used; k++) {
        row(i).add(in.getAsDouble(), in.getAsDouble());
      }
    }
  }
}
