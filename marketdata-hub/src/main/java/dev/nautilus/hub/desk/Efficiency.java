package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/// What the hub saves, measured over the last 60 seconds.
///
/// Requests count once: served (cache, waiting for another's call, stale), called, or refused. The
/// hub's own polling is not a request; its calls to vendors count as vendor calls only.
///
/// Safe for many threads.
public final class Efficiency {
  /// Length of the window.
  public static final Duration WINDOW = Duration.ofSeconds(60);

  /// Engines that would each make the calls if there were no hub.
  private static final int DIRECT_CALLERS = 13;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int SECONDS = (int) WINDOW.toSeconds();

  private final Ticker ticker;
  private final long start;
  private final Second[] ring = new Second[SECONDS];

  Efficiency(Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.read();
    for (int i = 0; i < SECONDS; i++) {
      ring[i] = new Second();
    }
  }

  /// Counts a request.
  ///
  /// @param nanos from the request to its answer
  synchronized void request(Outcome outcome, long nanos) {
    Second now = current();
    switch (outcome) {
      case SERVED -> now.served++;
      case STALE -> {
        now.served++;
        now.stale++;
      }
      case CALLED -> now.called++;
      case REFUSED -> now.refused++;
    }
    if (outcome == Outcome.SERVED || outcome == Outcome.STALE) {
      now.servedNanos += nanos;
    }
  }

  /// Counts a call to a vendor, for a request or for polling.
  ///
  /// @param nanos from the call to the vendor's answer
  synchronized void vendorCall(long nanos) {
    Second now = current();
    now.vendorCalls++;
    now.vendorNanos += nanos;
  }

  /// Calls that thirteen direct callers would have made for the same requests.
  public static long directCalls(long answered) {
    return DIRECT_CALLERS * answered;
  }

  /// Of these, how many the hub did not make.
  ///
  /// @param served answered without a call of their own
  /// @param called answered by a call made for them
  public static long callsSaved(long served, long called) {
    return directCalls(served + called) - called;
  }

  /// The sums of the last 60 seconds.
  public synchronized Counts counts() {
    long second = second();
    Second sum = new Second();
    for (Second each : ring) {
      if (each.number > second - SECONDS) {
        sum.add(each);
      }
    }
    return new Counts(
        sum.served,
        sum.stale,
        sum.called,
        sum.refused,
        sum.vendorCalls,
        sum.servedNanos,
        sum.vendorNanos);
  }

  /// Sums over the window.
  ///
  /// @param served answered without a call of their own, stale ones among them
  /// @param stale of these, how many were stale
  /// @param called answered by a call made for them
  /// @param refused not answered
  /// @param vendorCalls calls to vendors, polling included
  /// @param servedNanos time all served requests took together
  /// @param vendorNanos time all vendor calls took together
  public record Counts(
      long served,
      long stale,
      long called,
      long refused,
      long vendorCalls,
      long servedNanos,
      long vendorNanos) {

    /// Requests that were answered.
    public long answered() {
      return served + called;
    }
  }

  private long second() {
    return (ticker.read() - start) / SECOND;
  }

  private Second current() {
    long second = second();
    Second slot = ring[(int) (second % SECONDS)];
    if (slot.number != second) {
      slot.clear(second);
    }
    return slot;
  }

  private static final class Second {
    private long number = Long.MIN_VALUE;
    private long served;
    private long stale;
    private long called;
    private long refused;
    private long vendorCalls;
    private long servedNanos;
    private long vendorNanos;

    void clear(long newNumber) {
      number = newNumber;
      served = 0;
      stale = 0;
      called = 0;
      refused = 0;
      vendorCalls = 0;
      servedNanos = 0;
      vendorNanos = 0;
    }

    void add(Second other) {
      served += other.served;
      stale += other.stale;
      called += other.called;
      refused += other.refused;
      vendorCalls += other.vendorCalls;
      servedNanos += other.servedNanos;
      vendorNanos += other.vendorNanos;
    }
  }
}
