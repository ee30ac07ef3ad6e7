package dev.nautilus.engines.analytics;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Orders being worked and what those that are done cost. Confined to the engine thread.
///
/// The arrival price is the one the strategy reckoned with; where it named none, the close of the
/// newest minute. An order is done when a bar covers the minute of its last fill, or when it has
/// expired; of an instrument without bars, at once.
final class OrderCosts {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration UNHEARD = Duration.ofDays(1);

  private final Set<InstrumentId> followed;
  private final int most;
  private final Map<String, OrderWork> working = new LinkedHashMap<>();
  private final Map<InstrumentId, Double> closes = new TreeMap<>();
  private final Deque<AnalyticsResult> done = new ArrayDeque<>();

  OrderCosts(Set<InstrumentId> followed, int most) {
    this.followed = followed;
    this.most = most;
  }

  /// Hears of an order.
  ///
  /// @return what had to be given up to make room
  List<AnalyticsResult> request(OrderRequest order, Instant decidedAt) {
    BigDecimal expected = order.expectedPrice();
    double arrival =
        expected == null
            ? closes.getOrDefault(order.instrument(), Double.NaN)
            : expected.doubleValue();
    return start(
        new OrderWork.Start(
            order.clientOrderId(),
            order.account(),
            order.strategy(),
            order.instrument(),
            order.side(),
            order.quantity(),
            arrival,
            decidedAt,
            order.expiresAt()));
  }

  private List<AnalyticsResult> start(OrderWork.Start start) {
    working.putIfAbsent(start.orderId(), new OrderWork(start));
    if (working.size() <= most) {
      return List.of();
    }
    OrderWork oldest = working.remove(working.keySet().iterator().next());
    return oldest == null || oldest.isUntouched() ? List.of() : List.of(finish(oldest));
  }

  /// Hears risk's word on it.
  void decide(OrderDecision decision) {
    OrderWork work = working.get(decision.clientOrderId());
    if (work != null) {
      switch (decision.verdict()) {
        case ALLOW -> {}
        case REDUCE -> work.reduce(decision.quantity());
        case DENY -> working.remove(decision.clientOrderId());
      }
    }
  }

  /// The strategy behind an order; empty when the order was not heard.
  String strategy(Fill fill) {
    OrderWork work = working.get(fill.clientOrderId());
    return work == null ? "" : work.strategy;
  }

  /// Hears of an execution.
  List<AnalyticsResult> fill(Fill fill) {
    List<AnalyticsResult> results = new ArrayList<>();
    if (!working.containsKey(fill.clientOrderId())) {
      results.addAll(
          start(
              new OrderWork.Start(
                  fill.clientOrderId(),
                  fill.account(),
                  "",
                  fill.instrument(),
                  fill.side(),
                  fill.quantity().add(fill.remaining()),
                  closes.getOrDefault(fill.instrument(), Double.NaN),
                  fill.executedAt(),
                  fill.executedAt().plus(UNHEARD))));
    }
    OrderWork work = working.get(fill.clientOrderId());
    if (work != null) {
      work.fill(fill);
      if (work.isComplete() && !followed.contains(work.instrument)) {
        working.remove(work.orderId);
        results.add(finish(work));
      }
    }
    return results;
  }

  /// Takes in a complete minute of the market.
  List<AnalyticsResult> see(Bar bar) {
    if (!bar.spec().equals(BarSpec.MINUTE)) {
      return List.of();
    }
    closes.put(bar.instrument(), bar.close());
    List<AnalyticsResult> results = new ArrayList<>();
    Iterator<OrderWork> each = working.values().iterator();
    while (each.hasNext()) {
      OrderWork work = each.next();
      if (work.instrument.equals(bar.instrument()) && work.see(bar, bar.start().plus(MINUTE))) {
        each.remove();
        results.add(finish(work));
      }
    }
    return results;
  }

  private AnalyticsResult finish(OrderWork work) {
    AnalyticsResult result = work.cost(closes.getOrDefault(work.instrument, Double.NaN));
    done.addLast(result);
    if (done.size() > most) {
      done.removeFirst();
    }
    return result;
  }

  List<AnalyticsResult> done() {
    return List.copyOf(done);
  }

  int working() {
    return working.size();
  }

  void write(StateOutput out) {
    out.all(working.values(), (to, work) -> work.write(to));
    out.all(closes.entrySet(), (to, each) -> to.text(each.getKey().value()).real(each.getValue()));
    out.all(done, (to, each) -> to.payload(MessageType.ANALYTICS_RESULT, each));
  }

  void read(StateInput in) {
    working.clear();
    in.all(OrderWork::read).forEach(work -> working.put(work.orderId, work));
    closes.clear();
    in.all(each -> closes.put(InstrumentId.of(each.text()), each.real()));
    done.clear();
    done.addAll(in.all(each -> each.payload(MessageType.ANALYTICS_RESULT)));
  }
}
