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
import java.util.TreeMap;

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
  private record Approved(BigDecimal quantity, Instant until, boolean atOnce, boolean counts) {
    Approved left(BigDecimal other) {
      return new Approved(other, until, atOnce, counts);
    }

    void write(StateOutput out) {
      out.text(quantity.toString()).instant(until).flag(atOnce).flag(counts);
    }

    static Approved read(StateInput in) {
      return new Approved(new BigDecimal(in.text()), in.instant(), in.flag(), in.flag());
    }
  }

  private final int remembered;
  private final SequencedSet<String> ids = new LinkedHashSet<>();
  private final Deque<Instant> times = new ArrayDeque<>();
  private final Map<InstrumentId, SequencedMap<String, Approved>> approved = new TreeMap<>();

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
    InstrumentId symbol = request.instrument();
    expire(symbol, now);
    boolean atOnce =
        request.timeInForce() == OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL
            || request.timeInForce() == OrderRequest.TimeInForce.FILL_OR_KILL;
    approved
        .computeIfAbsent(symbol, _ -> new LinkedHashMap<>())
        .put(request.clientOrderId(), new Approved(quantity, request.expiresAt(), atOnce, false));
  }

  /// A decision was heard, by whomever. The first of an order counts: one that its strategy gave up
  /// before risk's answer was told is never filled.
  void heard(OrderDecision decision) {
    SequencedMap<String, Approved> orders = of(decision.instrument());
    boolean denied = decision.verdict() == OrderDecision.Verdict.DENY;
    orders.computeIfPresent(
        decision.clientOrderId(),
        (_, each) ->
            denied && !each.counts()
                ? null
                : new Approved(each.quantity(), each.until(), each.atOnce(), true));
  }

  /// Approved and in no position yet, negative for sales.
  BigDecimal open(InstrumentId symbol, Instant now) {
    expire(symbol, now);
    return open(symbol);
  }

  private void expire(InstrumentId symbol, Instant now) {
    of(symbol).values().removeIf(each -> each.until().isBefore(now));
  }

  private SequencedMap<String, Approved> of(InstrumentId symbol) {
    return approved.getOrDefault(symbol, new LinkedHashMap<>());
  }

  private BigDecimal open(InstrumentId symbol) {
    BigDecimal open = BigDecimal.ZERO;
    for (Approved each : of(symbol).values()) {
      open = open.add(each.quantity());
    }
    return open;
  }

  /// A position has changed by so much: what was approved in that direction was filled, the oldest
  /// orders first.
  void filled(InstrumentId symbol, BigDecimal change) {
    SequencedMap<String, Approved> orders = of(symbol);
    BigDecimal rest = change;
    boolean atOnce = true;
    for (Map.Entry<String, Approved> each : orders.entrySet()) {
      BigDecimal quantity = each.getValue().quantity();
      if (quantity.signum() == change.signum()) {
        BigDecimal used = quantity.abs().compareTo(rest.abs()) < 0 ? quantity : rest;
        each.setValue(each.getValue().left(quantity.subtract(used)));
        rest = rest.subtract(used);
        atOnce &= each.getValue().atOnce();
      }
    }
    boolean isLast = atOnce;
    orders
        .values()
        .removeIf(
            each ->
                each.quantity().signum() == 0
                    || (isLast && each.quantity().signum() == change.signum()));
  }

  void write(StateOutput out) {
    out.all(ids, StateOutput::text).all(times, StateOutput::instant);
    out.all(
        approved.entrySet(),
        (to, line) ->
            to.text(line.getKey().value())
                .all(
                    line.getValue().entrySet(),
                    (row, each) -> each.getValue().write(row.text(each.getKey()))));
  }

  void read(StateInput in) {
    ids.addAll(in.all(StateInput::text));
    times.addAll(in.all(StateInput::instant));
    in.all(
        line -> {
          SequencedMap<String, Approved> orders = new LinkedHashMap<>();
          InstrumentId symbol = InstrumentId.of(line.text());
          line.all(each -> orders.put(each.text(), Approved.read(each)) == null);
          return approved.put(symbol, orders) == null;
        });
  }
}
