package dev.nautilus.engines.backtesting.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cash and positions of a run, exact; what was bought first is sold first.
public final class Ledger {
  private BigDecimal cash;
  private double cashValue;
  private final List<Deque<Lot>> lots = new ArrayList<>();
  private final double[] positions;
  private final double[] marks;
  private final List<RoundTrip> trips = new ArrayList<>();

  private record Lot(
      BigDecimal size, BigDecimal price, BigDecimal commission, long bar, long atNanos) {}

  /// What was executed.
  ///
  /// @param size units; negative for a sale
  /// @param bar index of the instrument's bar, from 0
  /// @param atNanos start of that bar
  record Execution(
      int instrument,
      BigDecimal size,
      BigDecimal price,
      BigDecimal commission,
      long bar,
      long atNanos) {}

  /// A ledger with nothing but cash.
  Ledger(int instruments, BigDecimal cash) {
    this.cash = cash;
    cashValue = cash.doubleValue();
    positions = new double[instruments];
    marks = new double[instruments];
    for (int i = 0; i < instruments; i++) {
      lots.add(new ArrayDeque<>());
    }
  }

  void book(Execution done) {
    change(done.size.multiply(done.price).add(done.commission).negate());
    Deque<Lot> open = lots.get(done.instrument);
    BigDecimal left = done.size;
    while (left.signum() != 0
        && !open.isEmpty()
        && open.getFirst().size.signum() != left.signum()) {
      Lot lot = open.removeFirst();
      boolean whole = lot.size.abs().compareTo(left.abs()) <= 0;
      BigDecimal closed = whole ? lot.size : left.negate();
      BigDecimal entry = share(lot.commission, closed, lot.size);
      BigDecimal exit = share(done.commission, closed, done.size);
      trips.add(trip(done, lot, closed, entry.add(exit)));
      left = left.add(closed);
      if (!whole) {
        open.addFirst(
            new Lot(
                lot.size.subtract(closed),
                lot.price,
                lot.commission.subtract(entry),
                lot.bar,
                lot.atNanos));
      }
    }
    if (left.signum() != 0) {
      BigDecimal commission = share(done.commission, left, done.size);
      open.addLast(new Lot(left, done.price, commission, done.bar, done.atNanos));
    }
    positions[done.instrument] += done.size.doubleValue();
    if (open.isEmpty()) {
      positions[done.instrument] = 0;
    }
  }

  /// A commission's part; of a whole it is the whole, without a rounding.
  private static BigDecimal share(BigDecimal commission, BigDecimal part, BigDecimal whole) {
    return part.abs().compareTo(whole.abs()) == 0
        ? commission
        : commission.multiply(part.abs()).divide(whole.abs(), MathContext.DECIMAL64);
  }

  private static RoundTrip trip(Execution exit, Lot lot, BigDecimal closed, BigDecimal commission) {
    return new RoundTrip(
        exit.instrument,
        closed,
        lot.bar,
        exit.bar,
        lot.atNanos,
        exit.atNanos,
        lot.price,
        exit.price,
        closed.multiply(exit.price.subtract(lot.price)).subtract(commission),
        commission);
  }

  /// Money comes in, or goes out: a dividend, a fee for borrowing.
  void change(BigDecimal amount) {
    cash = cash.add(amount);
    cashValue = cash.doubleValue();
  }

  /// A share becomes so many; entries before it look as if it had always been so.
  void split(int instrument, BigDecimal factor) {
    Deque<Lot> open = lots.get(instrument);
    int count = open.size();
    for (int i = 0; i < count; i++) {
      Lot lot = open.removeFirst();
      open.addLast(
          new Lot(
              lot.size.multiply(factor),
              lot.price.divide(factor, MathContext.DECIMAL64),
              lot.commission,
              lot.bar,
              lot.atNanos));
    }
    positions[instrument] *= factor.doubleValue();
    marks[instrument] /= factor.doubleValue();
  }

  void mark(int instrument, double price) {
    marks[instrument] = price;
  }

  /// Units held; negative for a short position.
  public double position(int instrument) {
    return positions[instrument];
  }

  /// Cash, exact.
  public BigDecimal cash() {
    return cash;
  }

  /// Cash and positions at their marks.
  public double equity() {
    double equity = cashValue;
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] != 0) {
        equity += positions[i] * marks[i];
      }
    }
    return equity;
  }

  /// Value of short positions at their marks, positive.
  double shortValue() {
    double value = 0;
    for (int i = 0; i < positions.length; i++) {
      value += positions[i] < 0 ? -positions[i] * Math.abs(marks[i]) : 0;
    }
    return value;
  }

  /// Round trips so far, in the order of their exits.
  public List<RoundTrip> trips() {
    return List.copyOf(trips);
  }
}
