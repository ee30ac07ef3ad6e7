package dev.nautilus.hub.bridge;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A publisher that goes on through everything: numbers 0, 1, 2 ... under three keys, with so many
/// unconfirmed at most, some hundreds a second.
final class NumberFlow implements AutoCloseable {
  private static final int MOST_OPEN = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DualBusClient bus;
  private final MessageType<?> type;
  private final String name;
  private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
  private final Semaphore open = new Semaphore(MOST_OPEN);
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  /// @param type BACKTEST_PROGRESS or MARKET_DATA
  /// @param name first part of its keys
  NumberFlow(DualBusClient bus, MessageType<?> type, String name) {
    this.bus = bus;
    this.type = type;
    this.name = name;
    this.thread = Thread.ofPlatform().name("flow-" + name).start(this::run);
  }

  String name() {
    return name;
  }

  private void run() {
    while (!stopped) {
      open.acquireUninterruptibly();
      int number = next.getAndIncrement();
      publish(name + "-" + number % 3, number);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void publish(String key, int number) {
    var sent =
        type.name().equals(MessageType.MARKET_DATA.name())
            ? bus.publish(
                MessageType.MARKET_DATA,
                new MarketData(InstrumentId.of(key.toUpperCase(Locale.ROOT)), number))
            : bus.publish(
                MessageType.BACKTEST_PROGRESS,
                new BacktestProgress(key, 0, number, Instant.EPOCH, BigDecimal.ONE, "USD"));
    var _ =
        sent.whenComplete(
            (published, failure) -> {
              if (failure == null) {
                confirmed.add(number);
              } else {
                failures.add(number + ": " + failure);
              }
              open.release();
            });
  }

  void awaitMore(int count) {
    int before = confirmed.size();
    await().atMost(PATIENCE).until(() -> confirmed.size() >= before + count);
  }

  /// Ends publishing and waits until it is known of every message how it ended.
  void stop() {
    stopped = true;
    await().atMost(PATIENCE).until(() -> !thread.isAlive());
    await().atMost(PATIENCE).until(() -> open.availablePermits() == MOST_OPEN);
  }

  Set<Integer> confirmed() {
    return Set.copyOf(confirmed);
  }

  /// What was not confirmed, and why.
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopped = true;
    open.release(MOST_OPEN);
  }
}
