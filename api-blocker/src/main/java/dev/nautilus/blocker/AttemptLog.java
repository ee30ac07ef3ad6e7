package dev.nautilus.blocker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Counts attempts and hands them to listeners. Bounded in every direction: what does not fit is
/// still counted, under the host `(other)` or as not reported.
///
/// **Threads** Any thread adds; listeners are called on one daemon thread.
final class AttemptLog {
  static final String OTHER = "(other)";
  static final int MOST_HOSTS = 500;
  static final int MOST_WAITING = 1024;
  private static final int MOST_LISTENERS = 64;

  /// A client that retries in a loop becomes a few batches a second and not thousands.
  private static final long GATHER_NANOS = 200_000_000L;

  private final Map<Place, LongAdder> counts = new ConcurrentHashMap<>();
  private final ArrayBlockingQueue<Attempt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Map<String, LongAdder> lookups = new ConcurrentHashMap<>();
  private final LongAdder unreported = new LongAdder();
  private final List<Seat> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean reporting = new AtomicBoolean();

  void add(Attempt attempt) {
    Place place = new Place(attempt.host(), attempt.hook());
    boolean fits = counts.containsKey(place) || counts.size() < MOST_HOSTS;
    Place counted = fits ? place : new Place(OTHER, attempt.hook());
    counts.computeIfAbsent(counted, fresh -> new LongAdder()).increment();
    if (!waiting.offer(attempt)) {
      unreported.increment();
    }
  }

  /// Counts that a vendor's name was resolved, which is not a call yet.
  void lookedUp(String host) {
    boolean fits = lookups.containsKey(host) || lookups.size() < MOST_HOSTS;
    lookups.computeIfAbsent(fits ? host : OTHER, fresh -> new LongAdder()).increment();
  }

  Map<String, Long> lookups() {
    Map<String, Long> now = new ConcurrentHashMap<>();
    lookups.forEach((host, count) -> now.put(host, count.sum()));
    return now;
  }

  Map<Place, Long> counts() {
    Map<Place, Long> now = new ConcurrentHashMap<>();
    counts.forEach((place, count) -> now.put(place, count.sum()));
    return now;
  }

  long count(String host, Hook hook) {
    LongAdder count = counts.get(new Place(host, hook));
    return count == null ? 0 : count.sum();
  }

  long unreported() {
    return unreported.sum();
  }

  /// @return takes the listener away again
  /// @throws IllegalStateException when there are too many
  Runnable listen(String duty, AttemptListener listener) {
    if (listeners.size() >= MOST_LISTENERS) {
      throw new IllegalStateException(
          "at most " + MOST_LISTENERS + " listeners may hear of direct calls");
    }
    Seat seat = new Seat(duty, listener);
    listeners.add(seat);
    if (reporting.compareAndSet(false, true)) {
      Thread reporter = new Thread(this::report, "api-blocker-reports");
      reporter.setDaemon(true);
      reporter.start();
    }
    return () -> listeners.remove(seat);
  }

  private void report() {
    List<Attempt> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        LockSupport.parkNanos(GATHER_NANOS);
        waiting.drainTo(batch);
        tell(List.copyOf(batch));
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      reporting.set(false);
    }
  }

  private void tell(List<Attempt> batch) {
    Set<String> done = new HashSet<>();
    for (Seat seat : listeners) {
      try {
        seat.listener().attempted(batch, done.add(seat.duty()));
      } catch (RuntimeException | LinkageError theirs) {
        // No logging framework is visible from here; the counts are kept either way. A listener of
        // an
        // application that has ended may find its classes gone.
        unreported.add(batch.size());
      }
    }
  }

  /// A listener and what it does.
  private record Seat(String duty, AttemptListener listener) {}

  /// What is counted apart.
  record Place(String host, Hook hook) {}
}
