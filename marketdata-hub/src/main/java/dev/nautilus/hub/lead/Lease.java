package dev.nautilus.hub.lead;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// The right to speak to vendors, which ends by itself. It is over, by this process's own monotonic
/// clock, before another hub can take the lead, even if this process was stopped in the meantime
/// and notices nothing else.
///
/// **Threads** Safe for many; asking costs a read of the clock.
public final class Lease {
  private static final Duration EVER = Duration.ofDays(365);

  private final LongSupplier ticker;
  private final boolean shared;
  private final BooleanSupplier term;
  private final List<Runnable> ends = new CopyOnWriteArrayList<>();
  private final List<Runnable> refusals = new CopyOnWriteArrayList<>();
  private volatile boolean leading;
  private volatile boolean standing;
  private volatile long until;
  private volatile String leader = "";

  private Lease(LongSupplier ticker, boolean shared, BooleanSupplier term) {
    this.ticker = ticker;
    this.shared = shared;
    this.term = term;
    this.leading = !shared;
    this.standing = shared;
  }

  /// Of a hub that has no other beside it.
  public static Lease forever() {
    return new Lease(System::nanoTime, false, () -> true);
  }

  /// Of one of several hubs; not held yet.
  ///
  /// @param ticker monotonic nanoseconds
  /// @param term whether there is one: what a vendor says before has no version, and would be
  ///   served after what another hub gave one
  public static Lease shared(LongSupplier ticker, BooleanSupplier term) {
    return new Lease(ticker, true, term);
  }

  /// Whether there may be other hubs.
  public boolean isShared() {
    return shared;
  }

  /// Whether this hub leads, be it ready or not.
  public boolean isHeld() {
    return !shared || (leading && until - ticker.getAsLong() > 0);
  }

  /// Whether a vendor may be called, and something be published, now.
  public boolean isOpen() {
    return isHeld() && term.getAsBoolean();
  }

  /// How much longer a call may take; zero or less when none may be made.
  public Duration left() {
    if (!shared) {
      return EVER;
    }
    return leading ? Duration.ofNanos(until - ticker.getAsLong()) : Duration.ZERO;
  }

  /// Takes the lease.
  ///
  /// @param end when it is over, in the ticker's nanoseconds
  public void begin(long end) {
    standing = false;
    until = end;
    leading = true;
  }

  /// Lengthens it, unless it is over: then somebody else may have led in between.
  ///
  /// @return whether it goes on
  public boolean extend(long end) {
    if (!isHeld()) {
      return false;
    }
    until = end;
    return true;
  }

  /// Gives it up, or notices that it is over; who has connections open closes them.
  public void end() {
    if (shared && leading) {
      leading = false;
      ends.forEach(Runnable::run);
    }
  }

  /// Whether it was taken and not given up, be it over or not.
  public boolean isLeading() {
    return leading;
  }

  /// Whether this hub serves what another publishes. Between a lease that is over and this, it
  /// forgets what it held as a leader.
  public boolean standsBy() {
    return standing;
  }

  /// Says that all of the leader's is forgotten: from now on this hub may learn from another.
  public void standBy() {
    standing = shared && !leading;
  }

  /// Tells somebody when it ends.
  public void whenOver(Runnable listener) {
    ends.add(listener);
  }

  /// Tells somebody of every refusal.
  public void whenRefused(Runnable listener) {
    refusals.add(listener);
  }

  /// Notes who leads, as people write it.
  public void leadBy(String name) {
    leader = name;
  }

  /// Who leads; empty when that is not known.
  public String leader() {
    return leader;
  }

  /// Says why something cannot be done here, and counts it.
  public String refuse() {
    refusals.forEach(Runnable::run);
    return leader.isEmpty()
        ? "This hub stands by and calls no vendor; no hub is known to lead yet. Ask again in a second."
        : "This hub stands by and calls no vendor. The leader is " + leader + ": ask there.";
  }
}
