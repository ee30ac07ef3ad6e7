package dev.nautilus.hub.publish;

import dev.nautilus.bus.Published;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The queue in front of one family of streams, and the thread that empties it. Bars of a long
/// history never stand in front of a live quote, because they wait in another lane.
///
/// When the bus is away for long the oldest are dropped: nobody misses an old price more than the
/// newest one.
final class Lane {
  /// Unconfirmed at a time; enough to fill frames, too few to fill the bus's buffer.
  private static final int WINDOW = 2048;

  private final ArrayDeque<MarketDatum> queue = new ArrayDeque<>();
  private final Semaphore window = new Semaphore(WINDOW);
  private final int capacity;
  private final Function<MarketDatum, CompletionStage<Published>> bus;
  private final Ends ends;
  private final Thread thread;
  private boolean closing;

  /// What is told about the end of each datum.
  interface Ends {
    /// In the stream.
    void published(MarketDatum datum);

    /// Not in the stream.
    void failed(MarketDatum datum, Throwable why);

    /// Dropped before it was tried.
    void dropped(MarketDatum datum);
  }

  Lane(
      String name, int capacity, Function<MarketDatum, CompletionStage<Published>> bus, Ends ends) {
    this.capacity = capacity;
    this.bus = bus;
    this.ends = ends;
    this.thread = Thread.ofVirtual().name("publish-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void put(MarketDatum datum) {
    MarketDatum dropped = null;
    synchronized (queue) {
      if (closing) {
        dropped = datum;
      } else {
        if (queue.size() >= capacity) {
          dropped = queue.poll();
        }
        queue.add(datum);
        queue.notifyAll();
      }
    }
    if (dropped != null) {
      ends.dropped(dropped);
    }
  }

  int size() {
    synchronized (queue) {
      return queue.size();
    }
  }

  /// Takes nothing more, and waits until what it holds is confirmed or the time is up.
  void close(Duration longest) {
    synchronized (queue) {
      closing = true;
      queue.notifyAll();
    }
    try {
      if (!thread.join(longest)
          || !window.tryAcquire(WINDOW, longest.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    drain(ends::dropped);
  }

  private void run() {
    try {
      for (MarketDatum next = take(); next != null; next = take()) {
        window.acquire();
        publish(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable MarketDatum take() throws InterruptedException {
    synchronized (queue) {
      while (queue.isEmpty() && !closing) {
        queue.wait();
      }
      return queue.poll();
    }
  }

  private void publish(MarketDatum datum) {
    try {
      var _ =
          bus.apply(datum)
              .whenComplete(
                  (_, failure) -> {
                    window.release();
                    tell(datum, failure);
                  });
    } catch (RuntimeException e) {
      window.release();
      ends.failed(datum, e);
    }
  }

  private void tell(MarketDatum datum, @Nullable Throwable failure) {
    if (failure == null) {
      ends.published(datum);
    } else {
      ends.failed(datum, failure);
    }
  }

  private void drain(Consumer<MarketDatum> each) {
    synchronized (queue) {
      queue.forEach(each);
      queue.clear();
    }
  }
}
