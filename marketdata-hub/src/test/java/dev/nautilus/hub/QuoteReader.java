package dev.nautilus.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks one hub for one quote again and again, and keeps what it was told. One thread.
final class QuoteReader implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(10);

  private final HubProcess hub;
  private final String symbol;
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile long newest;

  QuoteReader(HubProcess hub, String symbol) {
    this.hub = hub;
    this.symbol = symbol;
    this.thread = Thread.ofVirtual().name("reader").start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        take(hub.http.get("/api/v1/quote/" + symbol));
      } catch (IOException gone) {
        // Killed, or not there yet: a reader asks again.
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(REST);
    }
  }

  private void take(HttpResponse<String> answer) {
    switch (answer.statusCode()) {
      case 200 -> took(answer.body());
      case 429, 502, 503 -> refused.incrementAndGet();
      default -> wrong.add(answer.statusCode() + " " + answer.body());
    }
  }

  private void took(String body) {
    Matcher found = VERSION.matcher(body);
    long version = found.find() ? Long.parseLong(found.group(1)) : -1;
    if (version < Math.max(1, newest)) {
      wrong.add(hub.name + " said " + version + " of " + symbol + " after " + newest);
    }
    newest = Math.max(newest, version);
    served.incrementAndGet();
  }

  /// The highest version so far.
  long newest() {
    return newest;
  }

  /// How often there was an answer with a value.
  long served() {
    return served.get();
  }

  /// How often there was a refusal in order.
  long refused() {
    return refused.get();
  }

  /// Versions that went back, missing ones, and answers that should not be; empty while all is
  /// well.
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
