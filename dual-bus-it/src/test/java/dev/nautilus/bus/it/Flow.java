package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.Recorder;
import java.time.Duration;
import java.util.List;
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

  /// Ends publishing, waits for what was published, and asserts that all of it was confirmed, came
  /// once, and in order within its key.
  void assertArrivedAt(Recorder<Numbered> reader) {
    int published = stop();
    assertThat(confirmed).as("nothing was given up").hasSize(published);
    reader.await(published, PATIENCE);
    List<Numbered> arrived = reader.payloads();
    assertThat(arrived).extracting(Numbered::number).doesNotHaveDuplicates().hasSize(published);
    for (int k = 0; k < 3; k++) {
      String key = "key-" + k;
      assertThat(arrived.stream().filter(a -> a.key().equals(key)).map(Numbered::number))
          .as(key)
          .isSorted();
    }
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
