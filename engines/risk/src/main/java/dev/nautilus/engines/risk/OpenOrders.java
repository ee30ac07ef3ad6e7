package dev.nautilus.engines.risk;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Orders of an account that were decided on: by which a repeated one is told, how fast they come,
/// and what was approved and is in no position yet, so that two orders cannot use the same room.
/// Confined to the engine thread.
final class OpenOrders {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /// @param quantity approved and not yet filled, negative for sales
  /// @param until after this instant it cannot be filled any more
  /// @param atOnce whether what is not filled at once is cancelled, so that the first fill is the
  ///   last
  /// @param counts whether the approval was heard before any other decision on the order
  private record Approved(
      InstrumentId symbol, BigDecimal quantity, Instant until, boolean atOnce, boolean counts) {
    Approved left(BigDecimal other) {
      return new Approved(symbol, other, until, atOnce, counts);
    }

    void write(StateOutput out) {
      out.text(symbol.value()).text(quantity.toString()).instant(until).flag(atOnce).flag(counts);
    }

    static Approved read(StateInput in) {
      return new Approved(
          InstrumentId.of(in.text()), new BigDecimal(in.text()), in.instant(), in.flag(), in.flag());
    }
  }

  private final int remembered;
  private final SequencedSet<String> ids = new LinkedHashSet<>();
  private final Deque<Instant> times = new ArrayDeque<>();
  private final SequencedMap<String, Approved> approved = new LinkedHashMap<>();

  OpenOrders(int remembered) {
    this.remembered = remembered;
  }

  /// Whether an order of this id was seen before.
  boolean isKnown(String id) {
    return ids.contains(id);
  }

  /// Orders of the second that ends at an instant.
  int within(Instant now) {
    while (!times.isEmpty() && times.getFirst().isBefore(now.minus(SECOND))) {
      times.removeFirst();
    }
    return times.size();
  }

  /// Notes an order, whatever becomes of it.
  void note(String id, Instant at) {
    ids.add(id);
    if (ids.size() > remembered) {
      ids.removeFirst();
    }
    times.addLast(at);
  }

  /// Notes what may be filled.
  ///
  /// @param quantity of the order that may be filled, negative for a sale
  void approve(OrderRequest request, BigDecimal quantity, Instant now) {
    expire(now);
    boolean atOnce =
        request.timeInForce() == OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL
            || request.timeInForce() == OrderRequest.TimeInForce.FILL_OR_KILL;
    approved.put(
        request.clientOrderId(),
        new Approved(request.instrument(), quantity, request.expiresAt(), atOnce, false));
  }

  private void expire(Instant now) {
    approved.values().removeIf(each -> each.until().isBefore(now));
  }

  /// A decision was heard, by whomever. The first of an order counts: one that its strategy gave up
  /// before risk's answer was told is never filled.
  void heard(OrderDecision decision) {
    if (decision.verdict() == OrderDecision.Verdict.DENY) {
      Approved found = approved.get(decision.clientOrderId());
      if (found != null && !found.counts()) {
        approved.remove(decision.clientOrderId());
      }
    } else {
      approved.computeIfPresent(
          decision.clientOrderId(),
          (_, each) ->
              new Approved(each.symbol(), each.quantity(), each.until(), each.atOnce(), true));
    }
  }

  /// Approved and in no position yet, negative for sales.
  BigDecimal open(InstrumentId symbol, Instant now) {
    expire(now);
    return open(symbol);
  }

  private BigDecimal open(InstrumentId symbol) {
    return approved.values().stream()
        .filter(each -> each.symbol().equals(symbol))
        .map(Approved::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// A position has changed by so much.
  void filled(InstrumentId symbol, BigDecimal change) {
    BigDecimal open = open(symbol);
    if (open.signum() != change.signum()) {
      return;
    }
    BigDecimal left = open.subtract(change);
    boolean atOnce =
        approved.values().stream()
            .filter(each -> each.symbol().equals(symbol))
            .allMatch(Approved::atOnce);
    if (left.signum() == open.signum() && !atOnce) {
      use(symbol, change);
    } else {
      approved.values().removeIf(each -> each.symbol().equals(symbol));
    }
  }

  /// Takes what was filled from the orders that were approved first.
  private void use(InstrumentId symbol, BigDecimal change) {
    BigDecimal rest = change;
    for (Map.Entry<String, Approved> each : approved.entrySet()) {
      Approved order = each.getValue();
      if (order.symbol().equals(symbol) && order.quantity().signum() == rest.signum()) {
        BigDecimal used = order.quantity().abs().min(rest.abs());
        BigDecimal signed = rest.signum() < 0 ? used.negate() : used;
        each.setValue(order.left(order.quantity().subtract(signed)));
        rest = rest.subtract(signed);
      }
    }
    approved.values().removeIf(each -> each.quantity().signum() == 0);
  }

  void write(StateOutput out) {
    out.all(ids, StateOutput::text).all(times, StateOutput::instant);
    out.all(approved.entrySet(), (to, each) -> each.getValue().write(to.text(each.getKey())));
  }

  void read(StateInput in) {
    ids.addAll(in.all(StateInput::text));
    times.addAll(in.all(StateInput::instant));
    in.all(each -> approved.put(each.text(), Approved.read(each)) == null);
  }
}
