package dev.nautilus.hub.vendor;

import java.util.function.Supplier;

/// Why the calls of one fetch are made. It goes along with the thread that makes them, so that
/// adapters need not know of it, and it can become more urgent while it waits: somebody who asks
/// for what is being polled is not held up by that.
///
/// **Threads** Safe for many.
public final class Errand {
  private static final ScopedValue<Errand> CURRENT = ScopedValue.newInstance();

  private Urgency urgency;
  private boolean begun;

  public Errand(Urgency urgency) {
    this.urgency = urgency;
  }

  /// The errand of this thread. Calls that belong to none, a session's for one, are as urgent as
  /// requests, because requests depend on them.
  static Errand current() {
    return CURRENT.isBound() ? CURRENT.get() : new Errand(Urgency.REQUEST);
  }

  /// Makes calls on this errand.
  public <T> T run(Supplier<T> calls) {
    return ScopedValue.where(CURRENT, this).call(calls::get);
  }

  /// How urgent it is by now. A guess whose first call was made is carried through like polling:
  /// half an answer is a call wasted.
  public synchronized Urgency urgency() {
    return begun && urgency == Urgency.PREFETCH ? Urgency.POLLING : urgency;
  }

  /// Somebody to whom it matters more joined.
  public synchronized void raise(Urgency to) {
    if (to.outranks(urgency)) {
      urgency = to;
    }
  }

  synchronized void begin() {
    begun = true;
  }
}
