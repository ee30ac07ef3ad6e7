package dev.nautilus.bus.lettuce;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Wakes one thread, cheaply when it is awake already.
final class Signal {
  private final Thread waiter;
  private final AtomicBoolean raised = new AtomicBoolean();

  Signal(Thread waiter) {
    this.waiter = waiter;
  }

  void raise() {
    if (!raised.get() && !raised.getAndSet(true)) {
      LockSupport.unpark(waiter);
    }
  }

  /// What is raised from now on ends the next wait.
  void lower() {
    raised.set(false);
  }

  /// Waits until raised, or at most so long. Only for the waiter.
  void await(long nanos) throws InterruptedException {
    if (!raised.get()) {
      LockSupport.parkNanos(this, nanos);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Waits so long whether raised or not, unless interrupted. Only for the waiter.
  void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }
}
