package dev.nautilus.bus.it;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Publishes quotes as a hub does, each with its version, and owns their snapshots. Half of the
/// keys change all the time, the others were published once: who joins late knows those from a
/// snapshot or not at all.
final class QuoteDesk implements AutoCloseable {
  static final int KEYS = 500;
  private static final int HOT = KEYS / 2;

  private final DualBusClient bus;
  private final Map<String, Quote> newest = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean stopped;
  private final Thread thread = new Thread(this::run, "desk");

  /// @param bus each key has been published once when this returns
  QuoteDesk(DualBusClient bus) {
    this.bus = bus;
    for (int i = 0; i < KEYS; i++) {
      publish(i, 1);
    }
  }

  Subscription own() {
    return bus.provideSnapshots(MessageType.QUOTE, this::rows);
  }

  private Collection<Quote> rows() {
    asked.incrementAndGet();
    return List.copyOf(newest.values());
  }

  /// Begins to publish 20,000 a second.
  QuoteDesk startTrading() {
    thread.start();
    return this;
  }

  private void run() {
    long version = 1;
    long begun = System.nanoTime();
    long sent = 0;
    while (!stopped) {
      long due = (System.nanoTime() - begun) / TimeUnit.MICROSECONDS.toNanos(50);
      for (; sent < due && !stopped; sent++) {
        int key = (int) (sent % HOT);
        version += key == 0 ? 1 : 0;
        publish(key, version);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  void publish(int key, long version) {
    Provenance provenance =
        new Provenance(Source.of("test"), Instant.EPOCH, Instant.EPOCH, version, true);
    Quote quote =
        new Quote(
            InstrumentId.of("K" + key),
            OptionalDouble.of((double) version),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            null,
            provenance);
    newest.put(quote.instrument().value(), quote);
    bus.publish(MessageType.QUOTE, quote);
  }

  /// Ends publishing; the version of each key now.
  Map<String, Long> stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return versions();
  }

  Map<String, Long> versions() {
    Map<String, Long> versions = new HashMap<>();
    newest.forEach((key, quote) -> versions.put(key, quote.provenance().version()));
    return versions;
  }

  /// How often the rows were wanted.
  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    stopped = true;
  }
}
