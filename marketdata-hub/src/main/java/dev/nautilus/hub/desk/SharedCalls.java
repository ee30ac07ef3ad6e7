package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Flights.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Claims that one call can answer together, whoever made them. Each is flown at once while few
/// calls are under way; what comes meanwhile gathers, and the next call takes all of it. So a crowd
/// of single questions costs a source hardly more calls than one.
///
/// **Threads** Safe for many.
final class SharedCalls {
  private final int mostTogether;
  private final int mostAtOnce;
  private final Executor threads;
  private final Consumer<List<Claim>> call;
  private final Queue<Claim> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underway = new AtomicInteger();

  /// @param mostTogether most claims in one call
  /// @param mostAtOnce most calls under way
  /// @param threads runs calls, which may block
  /// @param call makes one, and lands all its claims whatever happens
  SharedCalls(int mostTogether, int mostAtOnce, Executor threads, Consumer<List<Claim>> call) {
    this.mostTogether = mostTogether;
    this.mostAtOnce = mostAtOnce;
    this.threads = threads;
    this.call = call;
  }

  /// Adds claims and returns.
  ///
  /// @throws java.util.concurrent.RejectedExecutionException when no call can be made any more
  void add(List<Claim> claims) {
    waiting.addAll(claims);
    int calls = Math.ceilDiv(claims.size(), mostTogether);
    for (int i = 0; i < calls && begin(); i++) {
      threads.execute(this::run);
    }
  }

  private boolean begin() {
    if (underway.incrementAndGet() <= mostAtOnce) {
      return true;
    }
    underway.decrementAndGet();
    return false;
  }

  private void run() {
    do {
      try {
        for (List<Claim> some = take(); !some.isEmpty(); some = take()) {
          call.accept(some);
        }
      } finally {
        underway.decrementAndGet();
      }
      // Somebody may have come between the last look and the end, and counted on this thread.
    } while (!waiting.isEmpty() && begin());
  }

  private List<Claim> take() {
    List<Claim> some = new ArrayList<>();
    while (some.size() < mostTogether) {
      Claim next = waiting.poll();
      if (next == null) {
        break;
      }
      some.add(next);
    }
    return some;
  }
}
