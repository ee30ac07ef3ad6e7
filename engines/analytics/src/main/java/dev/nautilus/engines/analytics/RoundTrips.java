package dev.nautilus.engines.analytics;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.Bar;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import dev.nautilus.quant.flow.Moments;
import dev.nautilus.quant.performance.TradeOutcome;
import dev.nautilus.quant.performance.TradeTally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Round trips of one subject: what was bought first is sold first. Each part of a lot that a fill
/// closes is a round trip; commissions count by quantity. Confined to the engine thread.
final class RoundTrips {
  private final Map<InstrumentId, Deque<Lot>> open = new TreeMap<>();
  private TradeTally tally = TradeTally.NONE;
  private double exposedSeconds;
  private boolean simulated;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /// An open position. Prices seen on the way are those of bars that ended while it was open.
  ///
  /// @param quantity left of it; negative for a short one
  private record Lot(
      BigDecimal quantity, double price, double costPerUnit, double lowest, double highest) {
    Lot seen(double low, double high) {
      return new Lot(quantity, price, costPerUnit, Math.min(lowest, low), Math.max(highest, high));
    }

    Lot less(BigDecimal closed) {
      return new Lot(quantity.subtract(closed), price, costPerUnit, lowest, highest);
    }

    TradeOutcome close(BigDecimal closed, double at, double cost) {
      double units = closed.doubleValue();
      double profit = units * (at - price) - Math.abs(units) * (costPerUnit + cost);
      double worst = units > 0 ? Math.min(lowest, at) - price : price - Math.max(highest, at);
      double bestWay = units > 0 ? Math.max(highest, at) - price : price - Math.min(lowest, at);
      double basis = price == 0 ? Double.NaN : Math.abs(price);
      return new TradeOutcome(
          profit,
          profit / (Math.abs(units) * basis),
          Math.min(worst, 0) / basis,
          Math.max(bestWay, 0) / basis);
    }
  }

  /// Books a fill.
  ///
  /// @return how many round trips it ended
  int book(Fill fill) {
    elapse(fill.executedAt());
    simulated |= fill.simulated();
    Deque<Lot> lots = open.computeIfAbsent(fill.instrument(), _ -> new ArrayDeque<>());
    BigDecimal left = fill.side() == Side.SELL ? fill.quantity().negate() : fill.quantity();
    double price = fill.price().doubleValue();
    double cost = fill.commission().doubleValue() / fill.quantity().doubleValue();
    int ended = 0;
    while (left.signum() != 0
        && !lots.isEmpty()
        && lots.getFirst().quantity.signum() != left.signum()) {
      Lot lot = lots.removeFirst();
      BigDecimal closed =
          lot.quantity.abs().compareTo(left.abs()) <= 0 ? lot.quantity : left.negate();
      tally = tally.plus(lot.close(closed, price, cost));
      ended++;
      left = left.add(closed);
      Lot rest = lot.less(closed);
      if (rest.quantity.signum() != 0) {
        lots.addFirst(rest);
      }
    }
    if (left.signum() != 0) {
      lots.addLast(new Lot(left, price, cost, price, price));
    }
    if (lots.isEmpty()) {
      open.remove(fill.instrument());
    }
    return ended;
  }

  private void elapse(Instant now) {
    if (first == null || last == null) {
      first = now;
      last = now;
    } else if (now.isAfter(last)) {
      if (!open.isEmpty()) {
        exposedSeconds += Duration.between(last, now).toNanos() / 1e9;
      }
      last = now;
    }
  }

  /// Takes in what prices were reached.
  void see(Bar bar) {
    Deque<Lot> lots = open.get(bar.instrument());
    if (lots != null) {
      int count = lots.size();
      for (int i = 0; i < count; i++) {
        lots.addLast(lots.removeFirst().seen(bar.low(), bar.high()));
      }
    }
  }

  TradeTally tally() {
    return tally;
  }

  /// Share of the time between the first fill and the last in which a position was open, in [0, 1];
  /// `NaN` before there is such a time.
  double exposure() {
    double span = first == null || last == null ? 0 : Duration.between(first, last).toNanos() / 1e9;
    return span > 0 ? exposedSeconds / span : Double.NaN;
  }

  boolean simulated() {
    return simulated;
  }

  /// When the first fill was; null before it.
  @Nullable Instant first() {
    return first;
  }

  /// When the newest fill was; null before the first.
  @Nullable Instant last() {
    return last;
  }

  void write(StateOutput out) {
    out.all(
        open.entrySet(),
        (to, each) ->
            to.text(each.getKey().value())
                .all(
                    each.getValue(),
                    (lots, lot) ->
                        lots.text(lot.quantity.toString())
                            .real(lot.price)
                            .real(lot.costPerUnit)
                            .real(lot.lowest)
                            .real(lot.highest)));
    out.real(exposedSeconds).flag(simulated);
    out.flag(first != null && last != null);
    if (first != null && last != null) {
      out.instant(first).instant(last);
    }
    for (Moments each : new Moments[] {tally.profits(), tally.wins(), tally.losses()}) {
      write(out, each);
    }
    write(out, tally.returns());
    out.real(tally.gained()).real(tally.lost()).real(tally.best()).real(tally.worst());
    out.real(tally.logReturns());
    write(out, tally.adverse());
    write(out, tally.favourable());
  }

  private static void write(StateOutput out, Moments moments) {
    out.whole(moments.count()).real(moments.mean()).real(moments.squares());
  }

  void read(StateInput in) {
    open.clear();
    in.all(
        each ->
            open.put(
                InstrumentId.of(each.text()),
                new ArrayDeque<>(
                    each.all(
                        lot ->
                            new Lot(
                                new BigDecimal(lot.text()),
                                lot.real(),
                                lot.real(),
                                lot.real(),
                                lot.real())))));
    exposedSeconds = in.real();
    simulated = in.flag();
    boolean traded = in.flag();
    first = traded ? in.instant() : null;
    last = traded ? in.instant() : null;
    tally =
        new TradeTally(
            moments(in),
            moments(in),
            moments(in),
            moments(in),
            in.real(),
            in.real(),
            in.real(),
            in.real(),
            in.real(),
            moments(in),
            moments(in));
  }

  private static Moments moments(StateInput in) {
    return new Moments(in.whole(), in.real(), in.real());
  }
}
