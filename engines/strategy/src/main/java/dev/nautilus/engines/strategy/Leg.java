package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.strategy.method.ExitRules;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PositionChange;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One instrument of one strategy: where it stands between being out and being in. Confined to the
/// engine thread.
///
/// The position is what the portfolio engine says it is, never what was ordered.
final class Leg {
  /// Where a leg stands.
  enum State {
    /// Not everything it needs is known.
    IDLE,
    /// Out, and ready to go in.
    ARMED,
    /// Owns.
    LONG,
    /// Owes.
    SHORT,
    /// In, and an order to leave is on its way.
    EXITING,
    /// Out for some bars after it has left.
    COOLDOWN
  }

  private final InstrumentId symbol;
  private final SignalSource signal;
  private BigDecimal position = BigDecimal.ZERO;
  private double entry;
  private double best;
  private int held;
  private int cooldown;
  private @Nullable PendingOrder pending;
  private @Nullable Bar newest;
  private Instant before = Instant.MIN;
  private boolean real;
  private boolean simulated;

  Leg(InstrumentId symbol, Plan plan) {
    this.symbol = symbol;
    signal = new SignalSource(plan);
  }

  InstrumentId symbol() {
    return symbol;
  }

  SignalSource signal() {
    return signal;
  }

  BigDecimal position() {
    return position;
  }

  @Nullable PendingOrder pending() {
    return pending;
  }

  void pending(@Nullable PendingOrder order) {
    pending = order;
  }

  /// The newest complete bar; null before the first.
  @Nullable Bar newest() {
    return newest;
  }

  /// Start of the complete bar before the newest; the earliest instant while there is none.
  Instant before() {
    return before;
  }

  /// Takes a complete bar in, unless one at least as new is known.
  ///
  /// @return whether it was new
  boolean take(Bar bar) {
    Bar known = newest;
    if (known != null && !bar.start().isAfter(known.start())) {
      return false;
    }
    before = known == null ? Instant.MIN : known.start();
    newest = bar;
    rests(bar.provenance().simulated());
    signal.take(bar);
    if (position.signum() != 0) {
      held++;
      best = position.signum() > 0 ? Math.max(best, bar.close()) : Math.min(best, bar.close());
    } else if (cooldown > 0) {
      cooldown--;
    }
    return true;
  }

  /// Notes what kind of data the leg rests on.
  void rests(boolean onSimulated) {
    simulated |= onSimulated;
    real |= !onSimulated;
  }

  OrderRequest.Basis basis() {
    if (simulated && real) {
      return OrderRequest.Basis.MIXED;
    }
    return simulated ? OrderRequest.Basis.SIMULATED : OrderRequest.Basis.REAL;
  }

  boolean isSimulated() {
    return simulated;
  }

  /// Takes the position as it is now.
  ///
  /// @param restAfter bars to stay out when it was closed
  void take(PositionChange change, int restAfter) {
    BigDecimal old = position;
    position = change.quantity();
    BigDecimal average = change.averagePrice();
    if (position.signum() == 0) {
      cooldown = old.signum() == 0 ? cooldown : restAfter;
      pending = null;
      return;
    }
    if (position.signum() != old.signum()) {
      held = 0;
      best = average == null ? Double.NaN : average.doubleValue();
      pending = null;
    }
    entry = average == null ? Double.NaN : average.doubleValue();
  }

  /// Whether an order is on its way that may still be filled.
  boolean isWaiting(Instant now) {
    if (isLate(now)) {
      pending = null;
    }
    return pending != null;
  }

  /// Whether the order that is on its way can no longer be filled at an instant.
  boolean isLate(Instant now) {
    PendingOrder order = pending;
    return order != null && order.isLate(now);
  }

  /// Why the position must be left because of its price or age.
  ExitRules.Reason exit(ExitRules rules) {
    Bar bar = newest;
    if (bar == null || position.signum() == 0 || held == 0) {
      // The bar in which it was entered was over before.
      return ExitRules.Reason.NONE;
    }
    boolean isLong = position.signum() > 0;
    return rules.reason(
        new ExitRules.Held(isLong, entry, best, held, signal.bars().averageTrueRange()),
        bar.low(),
        bar.high());
  }

  boolean isResting() {
    return cooldown > 0;
  }

  State state() {
    if (position.signum() != 0) {
      PendingOrder order = pending;
      if (order != null && order.leaves()) {
        return State.EXITING;
      }
      return position.signum() > 0 ? State.LONG : State.SHORT;
    }
    if (cooldown > 0) {
      return State.COOLDOWN;
    }
    return newest == null || !signal.isReady() ? State.IDLE : State.ARMED;
  }

  void write(StateOutput out) {
    out.text(position.toString()).real(entry).real(best).whole(held).whole(cooldown);
    out.flag(real).flag(simulated).flag(pending != null).flag(newest != null).instant(before);
    PendingOrder order = pending;
    if (order != null) {
      order.write(out);
    }
    if (newest != null) {
      out.payload(MessageType.BAR, newest);
    }
    signal.write(out);
  }

  void read(StateInput in) {
    position = new BigDecimal(in.text());
    entry = in.real();
    best = in.real();
    held = (int) in.whole();
    cooldown = (int) in.whole();
    real = in.flag();
    simulated = in.flag();
    boolean waits = in.flag();
    boolean known = in.flag();
    before = in.instant();
    pending = waits ? PendingOrder.read(in) : null;
    newest = known ? in.payload(MessageType.BAR) : null;
    signal.read(in);
  }
}
