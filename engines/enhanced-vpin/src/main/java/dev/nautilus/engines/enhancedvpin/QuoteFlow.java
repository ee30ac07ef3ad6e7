package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engines.enhancedvpin.method.DecayingRegression;
import dev.nautilus.quant.flow.BookTop;
import dev.nautilus.quant.flow.RecentValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The quotes of one instrument: what was in force when, and the order flow imbalance. Confined to
/// the engine thread.
final class QuoteFlow {
  /// Trades come seconds late at most; older quotes are no longer asked for.
  private static final int REMEMBERED = 256;

  private final Duration interval;
  private final RecentValues events;
  private final int window;
  private final DecayingRegression impact;
  private final Deque<Standing> standing = new ArrayDeque<>();
  private @Nullable BookTop top;
  private Interval running = new Interval(Long.MIN_VALUE, Double.NaN, 0);

  QuoteFlow(EnhancedVpinProperties properties) {
    interval = properties.flowInterval();
    window = properties.flowEvents();
    events = new RecentValues(window);
    impact = new DecayingRegression(properties.forgetting());
  }

  /// A quote as it stood; `NaN` for what was not quoted.
  ///
  /// @param at when the source saw it
  record Standing(Instant at, double bid, double bidSize, double ask, double askSize) {
    static final Standing NONE =
        new Standing(Instant.MIN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    boolean isWhole() {
      return !Double.isNaN(bid + bidSize + ask + askSize);
    }
  }

  /// @param number of intervals since the epoch
  /// @param firstMid mid when it began
  /// @param flow sum of its events
  record Interval(long number, double firstMid, double flow) {}

  /// What to go on from.
  record State(
      List<Double> events,
      DecayingRegression.State impact,
      List<Standing> standing,
      @Nullable BookTop top,
      Interval running) {
    State {
      events = List.copyOf(events);
      standing = List.copyOf(standing);
    }
  }

  /// Takes a quote in, unless it is older than one already seen.
  void quote(Standing quote) {
    if (!standing.isEmpty() && quote.at().isBefore(standing.getLast().at())) {
      return;
    }
    standing.addLast(quote);
    if (standing.size() > REMEMBERED) {
      standing.removeFirst();
    }
    if (!quote.isWhole()) {
      return;
    }
    BookTop now = new BookTop(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
    BookTop before = top;
    top = now;
    long number = Math.floorDiv(quote.at().toEpochMilli(), interval.toMillis());
    if (number > running.number()) {
      turn(number, before, now);
    }
    if (before != null) {
      double flow = now.flowSince(before);
      events.add(flow);
      running = new Interval(running.number(), running.firstMid(), running.flow() + flow);
    }
  }

  private void turn(long number, @Nullable BookTop before, BookTop now) {
    if (before != null) {
      impact.add(running.flow(), before.mid() - running.firstMid());
    }
    running = new Interval(number, before == null ? now.mid() : before.mid(), 0);
  }

  /// The quote in force at an instant; null when none is known.
  @Nullable Standing inForce(Instant at) {
    Standing found = null;
    for (Standing quote : standing) {
      if (quote.at().isAfter(at)) {
        break;
      }
      found = quote;
    }
    return found;
  }

  /// Sum of the last events, in size; `NaN` before there are enough.
  double imbalance() {
    return events.mean() * window;
  }

  /// Price change for one more of imbalance; `NaN` before two intervals.
  double impact() {
    return impact.slope();
  }

  /// Share of the variance of price changes that the imbalance explains.
  double explained() {
    return impact.explained();
  }

  /// The newest quote with both sides and sizes; null before the first.
  @Nullable BookTop top() {
    return top;
  }

  State state() {
    return new State(events.state(), impact.state(), List.copyOf(standing), top, running);
  }

  QuoteFlow restore(State state) {
    events.restore(state.events());
    impact.restore(state.impact());
    standing.addAll(state.standing());
    top = state.top();
    running = state.running();
    return this;
  }
}
