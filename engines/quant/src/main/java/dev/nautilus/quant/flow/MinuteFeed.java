package dev.nautilus.quant.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One instrument's bars, from its trades where it has any and else from bars that a feed cut. Each
/// interval comes out once: trades win, because they know what is conflated; a bar counts where no
/// trade of its interval was heard.
///
/// What comes for an interval that is over is counted and left out: a volume bucket that is full
/// cannot be opened again.
public final class MinuteFeed {
  private final TradingGrid grid;
  private @Nullable Forming forming;
  private @Nullable Instant closed;
  private long late;
  private long outside;

  /// A feed that has heard nothing.
  public MinuteFeed(TradingGrid grid) {
    this.grid = grid;
  }

  /// The interval that runs, from trades.
  ///
  /// @param first price
  /// @param last price
  public record Forming(
      Instant start,
      double first,
      double high,
      double low,
      double last,
      double volume,
      double conflated) {
    Forming with(double price, double size, boolean isConflated) {
      return new Forming(
          start,
          first,
          Math.max(high, price),
          Math.min(low, price),
          price,
          volume + size,
          conflated + (isConflated ? size : 0));
    }

    FlowBar bar() {
      return new FlowBar(start, first, high, low, last, volume, conflated);
    }
  }

  /// What to go on from.
  ///
  /// @param forming the interval that runs, from trades; null when there is none
  /// @param closed start of the newest interval that came out; null before the first
  /// @param late trades and bars of intervals that were over
  /// @param outside trades and bars outside session hours
  public record State(
      @Nullable Forming forming, @Nullable Instant closed, long late, long outside) {}

  /// Goes on from a state.
  public static MinuteFeed from(State state, TradingGrid grid) {
    MinuteFeed feed = new MinuteFeed(grid);
    feed.forming = state.forming;
    feed.closed = state.closed;
    feed.late = state.late;
    feed.outside = state.outside;
    return feed;
  }

  /// Takes in a trade.
  ///
  /// @param size 0 or more
  /// @return the interval before, when the trade begins a new one
  public Optional<FlowBar> trade(Instant at, double price, double size, boolean conflated) {
    Instant start = grid.barOf(at);
    if (!takes(start)) {
      return Optional.empty();
    }
    Forming now = forming;
    if (now != null && start.equals(now.start)) {
      forming = now.with(price, size, conflated);
      return Optional.empty();
    }
    if (now != null && start.isBefore(now.start)) {
      late++;
      return Optional.empty();
    }
    forming = new Forming(start, price, price, price, price, 0, 0).with(price, size, conflated);
    return now == null ? Optional.empty() : Optional.of(close(now));
  }

  /// Takes in a complete bar of a feed.
  ///
  /// @return the intervals that are over, oldest first
  public List<FlowBar> bar(FlowBar bar) {
    if (!takes(bar.start())) {
      return List.of();
    }
    Forming now = forming;
    if (now == null) {
      return List.of(close(bar));
    }
    if (bar.start().isBefore(now.start)) {
      // Trades of a later interval came already; those of this one never did.
      return List.of(close(bar));
    }
    if (bar.start().equals(now.start)) {
      // The feed says the interval is over; its last trades may still be on their way.
      return List.of();
    }
    forming = null;
    return List.of(close(now), close(bar));
  }

  /// Lets time pass: an interval is over some grace after its end, even if nothing trades any more.
  public Optional<FlowBar> time(Instant now, Duration grace) {
    Forming running = forming;
    if (running == null || now.isBefore(running.start.plus(grid.bar()).plus(grace))) {
      return Optional.empty();
    }
    forming = null;
    return Optional.of(close(running));
  }

  private boolean takes(Instant start) {
    Instant newest = closed;
    if (newest != null && !start.isAfter(newest)) {
      late++;
      return false;
    }
    if (!grid.trades(start)) {
      outside++;
      return false;
    }
    return true;
  }

  private FlowBar close(Forming over) {
    return close(over.bar());
  }

  private FlowBar close(FlowBar over) {
    closed = over.start();
    return over;
  }

  /// Trades and bars of intervals that were over when they came.
  public long late() {
    return late;
  }

  /// Trades and bars outside session hours.
  public long outside() {
    return outside;
  }

  /// What to go on from.
  public State state() {
    return new State(forming, closed, late, outside);
  }
}
