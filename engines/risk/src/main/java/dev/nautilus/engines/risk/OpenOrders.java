package dev.nautilus.engines.risk;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
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
  private record Approved(BigDecimal quantity, Instant until, boolean atOnce) {}

  private final int remembered;
  private final SequencedSet<String> ids = new LinkedHashSet<>();
  private final Deque<Instant> times = new ArrayDeque<>();
  private final Map<InstrumentId, Approved> approved = new TreeMap<>();

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
    BigDecimal before = open(symbol, now);
    Approved known = approved.get(symbol);
    boolean atOnce =
        request.timeInForce() == OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL
            || request.timeInForce() == OrderRequest.TimeInForce.FILL_OR_KILL;
    boolean alone = known == null || known.atOnce();
    approved.put(symbol, new Approved(before.add(quantity), request.expiresAt(), atOnce && alone));
  }

  /// Approved and in no position yet, negative for sales.
  BigDecimal open(InstrumentId symbol, Instant now) {
    Approved found = approved.get(symbol);
    if (found != null && found.until().isBefore(now)) {
      approved.remove(symbol);
      found = null;
    }
    return found == null ? BigDecimal.ZERO : found.quantity();
  }

  /// A position has changed by so much.
  void filled(InstrumentId symbol, BigDecimal change) {
    Approved found = approved.get(symbol);
    if (found == null || found.quantity().signum() != change.signum()) {
      return;
    }
    BigDecimal left = found.quantity().subtract(change);
    if (left.signum() == found.quantity().signum() && !found.atOnce()) {
      approved.put(symbol, new Approved(left, found.until(), false));
    } else {
      approved.remove(symbol);
    }
  }

  void write(StateOutput out) {
    out.all(ids, StateOutput::text).all(times, StateOutput::instant);
    out.all(
        approved.entrySet(),
        (to, each) ->
            to.text(each.getKey().value())
                .text(each.getValue().quantity().toString())
                .instant(each.getValue().until())
                .flag(each.getValue().atOnce()));
  }

  void read(StateInput in) {
    ids.addAll(in.all(StateInput::text));
    times.addAll(in.all(StateInput::instant));
    in.all(
        each ->
            approved.put(
                    InstrumentId.of(each.text()),
                    new Approved(new BigDecimal(each.text()), each.instant(), each.flag()))
                == null);
  }
}
