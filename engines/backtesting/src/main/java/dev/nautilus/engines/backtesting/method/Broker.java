package dev.nautilus.engines.backtesting.method;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Executes a run's orders against bars.
///
/// **Fills** a market order at the open; a limit order once the price has traded through it (a
/// touch is not enough), at the limit or at a better open; a stop at the stop or at a worse open.
/// Within a bar the price is taken to go from the open to the nearer extreme, then to the other,
/// then to the close; orders execute in that order. All of them share the volume that the run may
/// take; what does not fit waits for the next bar. A limit order whose price would be worse than
/// its limit after slippage does not execute.
final class Broker {
  private static final Comparator<Trigger> ALONG_THE_PATH =
      Comparator.comparingDouble(Trigger::distance).thenComparingLong(each -> each.order.id());

  private final Costs costs;
  private final Ledger ledger;
  private final List<WorkingOrder> open = new ArrayList<>();
  private long orders;

  private record Trigger(WorkingOrder order, double price, double distance) {}

  Broker(Costs costs, Ledger ledger) {
    this.costs = costs;
    this.ledger = ledger;
  }

  long place(WorkingOrder.Wish wish) {
    orders++;
    open.add(new WorkingOrder(orders, wish));
    return orders;
  }

  boolean cancel(long id) {
    return open.removeIf(order -> order.id() == id);
  }

  int working() {
    return open.size();
  }

  /// Executes what a bar lets execute.
  ///
  /// @param index of the bar among the instrument's, from 0
  void trade(ReplayBar bar, long index) {
    if (open.isEmpty()) {
      return;
    }
    VolumeBudget budget = new VolumeBudget(costs.volumeLimit(), bar.volume());
    for (Trigger each : triggers(bar)) {
      if (size(each)) {
        fill(each, bar, index, budget);
      }
    }
    open.removeIf(
        order ->
            order.instrument() == bar.instrument()
                && order.isActive(bar.openNanos())
                && order.remaining() <= 0);
  }

  private List<Trigger> triggers(ReplayBar bar) {
    List<Trigger> triggers = new ArrayList<>();
    for (WorkingOrder order : open) {
      if (order.instrument() == bar.instrument() && order.isActive(bar.openNanos())) {
        switch (order.type()) {
          case MARKET -> triggers.add(new Trigger(order, bar.open(), 0));
          case LIMIT -> limit(order, bar, triggers);
          case STOP -> stop(order, bar, triggers);
        }
      }
    }
    triggers.sort(ALONG_THE_PATH);
    return triggers;
  }

  private static void limit(WorkingOrder order, ReplayBar bar, List<Trigger> triggers) {
    double limit = order.price();
    boolean buys = order.side() > 0;
    if (buys ? bar.open() <= limit : bar.open() >= limit) {
      triggers.add(new Trigger(order, bar.open(), 0));
    } else if (buys ? bar.low() < limit : bar.high() > limit) {
      triggers.add(new Trigger(order, limit, distance(bar, limit)));
    }
  }

  private static void stop(WorkingOrder order, ReplayBar bar, List<Trigger> triggers) {
    double stop = order.price();
    if (WorkingOrder.reached(order.side(), stop, bar.open())) {
      triggers.add(new Trigger(order, bar.open(), 0));
    } else if (WorkingOrder.reached(
        order.side(), stop, order.side() > 0 ? bar.high() : bar.low())) {
      triggers.add(new Trigger(order, stop, distance(bar, stop)));
    }
  }

  /// How far the price has gone, by way of the nearer extreme first, when it comes to a price.
  private static double distance(ReplayBar bar, double price) {
    double up = bar.high() - bar.open();
    double down = bar.open() - bar.low();
    double direct = Math.abs(price - bar.open());
    boolean upFirst = up < down;
    if (price > bar.open() == upFirst) {
      return direct;
    }
    return 2 * (upFirst ? up : down) + direct;
  }

  /// Orders that are sized when they execute get their size.
  private boolean size(Trigger trigger) {
    WorkingOrder order = trigger.order;
    double held = ledger.position(order.instrument());
    if (order.isClosing()) {
      // What another order closed in the meantime need not be closed again.
      boolean due = held * order.side() < 0;
      order.sized(due ? order.filled() + Math.abs(held) : order.filled());
    } else if (order.equityShare() > 0 && order.filled() == 0) {
      double unit = trigger.price + costs.commission().perUnit(trigger.price);
      double free =
          held == 0
              ? ledger.cash().doubleValue()
              : Math.max(0, ledger.equity() - Math.abs(held * trigger.price));
      order.sized(unit > 0 ? Math.max(0, Math.floor(free * order.equityShare() / unit)) : 0);
    }
    return order.remaining() > 0;
  }

  private void fill(Trigger trigger, ReplayBar bar, long index, VolumeBudget budget) {
    WorkingOrder order = trigger.order;
    double units = budget.available(order.remaining());
    if (!(units > 0)) {
      return;
    }
    double price = costs.slippage().price(trigger.price, order.side(), units, bar.volume());
    boolean worse =
        order.type() == WorkingOrder.Type.LIMIT && order.side() * (price - order.price()) > 0;
    if (worse || Double.isNaN(price)) {
      return;
    }
    budget.take(units);
    double commission =
        costs.commission().ofFill(order.filled(), order.notional(), units, units * Math.abs(price));
    order.fill(units, price);
    ledger.book(
        new Ledger.Execution(
            order.instrument(),
            BigDecimal.valueOf(order.side() * units),
            BigDecimal.valueOf(price),
            BigDecimal.valueOf(commission),
            index,
            bar.openNanos()));
  }

  /// Orders of an instrument follow its split.
  void split(int instrument, double factor) {
    open.forEach(
        order -> {
          if (order.instrument() == instrument) {
            order.split(factor);
          }
        });
  }
}
