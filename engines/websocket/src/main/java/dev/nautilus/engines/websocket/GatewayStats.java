package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.PerformanceMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/// What the gateway says of itself: PERFORMANCE_METRIC of subject `websocket`. Confined to the
/// engine thread.
///
/// - `sessions`, `subscriptions`: how many there are.
/// - `sent`, `dropped`, `terminated`, `refused`, `bad_requests`: how many in the window. Messages
///   sent; updates that slow sessions did not get; sessions ended for being too slow; sessions
///   turned away; requests that could not be done.
/// - `lag_p50`, `lag_p99`: how long an update takes from the engine thread to the socket,
///   milliseconds, over all sessions; undefined when none left in the window.
final class GatewayStats {
  private static final String SUBJECT = "websocket";
  private static final double NANOS_PER_MS = 1e6;

  private final Sessions sessions;
  private final Duration window;
  private Sessions.Totals before;

  GatewayStats(Sessions sessions, Duration window) {
    this.sessions = sessions;
    this.window = window;
    before = sessions.totals();
  }

  /// Tells how it was since the last time.
  void tell(Instant now, Outbox outbox) {
    Sessions.Totals totals = sessions.totals();
    Teller teller = new Teller(outbox, window, now);
    teller.now("sessions", totals.sessions());
    teller.now("subscriptions", totals.subscriptions());
    teller.since("sent", totals.sent() - before.sent());
    teller.since("dropped", totals.dropped() - before.dropped());
    teller.since("terminated", totals.terminated() - before.terminated());
    teller.since("refused", totals.refused() - before.refused());
    teller.since("bad_requests", totals.badRequests() - before.badRequests());
    teller.lag("lag_p50", quantile(totals.lags(), 50));
    teller.lag("lag_p99", quantile(totals.lags(), 99));
    before = totals;
  }

  private static OptionalDouble quantile(Histogram lags, double percent) {
    return lags.getTotalCount() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(lags.getValueAtPercentile(percent) / NANOS_PER_MS);
  }

  private record Teller(Outbox outbox, Duration window, Instant now) {
    void now(String name, long value) {
      tell(name, OptionalDouble.of((double) value), "count", Duration.ZERO);
    }

    void since(String name, long value) {
      tell(name, OptionalDouble.of((double) value), "count", window);
    }

    void lag(String name, OptionalDouble value) {
      tell(name, value, "ms", window);
    }

    private void tell(String name, OptionalDouble value, String unit, Duration over) {
      outbox.emit(
          MessageType.PERFORMANCE_METRIC,
          new PerformanceMetric(SUBJECT, name, value, unit, over, now));
    }
  }
}
