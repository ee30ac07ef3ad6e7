package dev.nautilus.bus.it;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.it.Flow.Numbered;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A publisher that offers so many messages a second whatever happens: numbers 0, 1, 2 ..., spread
/// over keys, one in a hundred of them urgent. Remembers how each of them ended.
final class Paced implements AutoCloseable {
  static final int KEYS = 16;

  private static final int BURST = 100;
  private static final int URGENT_EACH = 100;

  /// How a message ended.
  enum End {
    NOT_KNOWN_YET,
    CONFIRMED,
    NOT_SENT,
    OUTCOME_UNKNOWN,
    OTHERWISE
  }

  private final DualBusClient bus;
  private final MessageType<Numbered> type;
  private final int perSecond;
  private final AtomicReferenceArray<End> ends;
  private final Thread thread = new Thread(this::run, "paced");
  private volatile int published;
  private volatile boolean stopped;

  /// @param most ends by itself after so many
  Paced(DualBusClient bus, MessageType<Numbered> type, int perSecond, int most) {
    this.bus = bus;
    this.type = type;
    this.perSecond = perSecond;
    this.ends = new AtomicReferenceArray<>(most);
    thread.start();
  }

  private void run() {
    long start = System.nanoTime();
    int next = 0;
    while (!stopped && next < ends.length()) {
      long due = (System.nanoTime() - start) / 1000 * perSecond / 1_000_000;
      for (int i = 0; i < BURST && next < due && next < ends.length(); i++) {
        publish(next++);
        published = next;
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
    }
  }

  private void publish(int number) {
    ends.set(number, End.NOT_KNOWN_YET);
    Priority priority = isUrgent(number) ? Priority.URGENT : Priority.NORMAL;
    bus.publish(type, new Numbered(key(number), number), priority)
        .whenComplete((done, failure) -> ends.set(number, end(failure)));
  }

  static boolean isUrgent(int number) {
    return number % URGENT_EACH == URGENT_EACH - 1;
  }

  static String key(int number) {
    return "key-" + number % KEYS;
  }

  private static End end(@Nullable Throwable failure) {
    if (failure == null) {
      return End.CONFIRMED;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof BusException refusal) {
      return switch (refusal.reason()) {
        case NOT_SENT -> End.NOT_SENT;
        case OUTCOME_UNKNOWN -> End.OUTCOME_UNKNOWN;
        default -> End.OTHERWISE;
      };
    }
    return End.OTHERWISE;
  }

  /// How a message ended.
  End end(int number) {
    return ends.get(number);
  }

  int published() {
    return published;
  }

  /// How many have ended so.
  int count(End end) {
    int count = 0;
    for (int number = 0; number < published; number++) {
      count += end(number) == end ? 1 : 0;
    }
    return count;
  }

  /// Waits until so many more have been confirmed.
  void awaitMoreConfirmed(int count, Duration patience) {
    int before = count(End.CONFIRMED);
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> count(End.CONFIRMED) >= before + count);
  }

  /// Ends publishing and waits until each message has ended.
  ///
  /// @return how many were published
  int stop(Duration patience) {
    stopped = true;
    await().atMost(patience).until(() -> !thread.isAlive());
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> count(End.NOT_KNOWN_YET) == 0);
    return published;
  }

  @Override
  public void close() {
    stopped = true;
  }
}
