package dev.nautilus.bus.it;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A publisher that goes on through faults: numbers 0, 1, 2 ..., with so many unconfirmed at most,
/// until it is stopped. Remembers which were confirmed.
final class Flow implements AutoCloseable {
  private static final int MOST_OPEN = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DualBusClient bus;
  private final MessageType<Numbered> type;
  private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
  private final Semaphore open = new Semaphore(MOST_OPEN);
  private final AtomicInteger next = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "flow");
  private volatile boolean stopped;

  /// A payload.
  record Numbered(String key, int number) {}

  Flow(DualBusClient bus, MessageType<Numbered> type) {
    this.bus = bus;
    this.type = type;
    thread.start();
  }

  private void run() {
    while (!stopped) {
      open.acquireUninterruptibly();
      int number = next.getAndIncrement();
      bus.publish(type, new Numbered("key-" + number % 3, number))
          .whenComplete(
              (published, failure) -> {
                if (failure == null) {
                  confirmed.add(number);
                }
                open.release();
              });
    }
  }

  /// Waits until so many more have been confirmed.
  void awaitMore(int count) {
    int before = confirmed.size();
    await().atMost(PATIENCE).until(() -> confirmed.size() >= before + count);
  }

  /// Ends publishing and waits until it is known of every message how it ended.
  ///
  /// @return how many messages were published
  int stop() {
    stopped = true;
    await().atMost(PATIENCE).until(() -> !thread.isAlive());
    await().atMost(PATIENCE).until(() -> open.availablePermits() == MOST_OPEN);
    return next.get();
  }

  Set<Integer> confirmed() {
    return Set.copyOf(confirmed);
  }

  @Override
  public void close() {
    stopped = true;
    open.release(MOST_OPEN);
  }
}
