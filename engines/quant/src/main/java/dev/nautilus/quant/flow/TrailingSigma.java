package dev.nautilus.quant.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Standard deviation of the price changes of the last complete trading days, in price units. It
/// stands still within a day. Not known before so many days are complete.
public final class TrailingSigma {
  private final int days;
  private final Deque<Moments> complete = new ArrayDeque<>();
  private Moments today = Moments.NONE;
  private boolean partial = true;

  /// Nothing known yet.
  ///
  /// @param days 1 or more
  public TrailingSigma(int days) {
    this.days = days;
  }

  /// What to go on from.
  ///
  /// @param complete moments of the complete days, oldest first
  /// @param today of the day that runs
  /// @param partial whether the day that runs was joined late, so that it will not count
  public record State(List<Moments> complete, Moments today, boolean partial) {
    public State {
      complete = List.copyOf(complete);
    }
  }

  /// Goes on from a state.
  public static TrailingSigma from(State state, int days) {
    TrailingSigma sigma = new TrailingSigma(days);
    sigma.complete.addAll(state.complete);
    sigma.today = state.today;
    sigma.partial = state.partial;
    return sigma;
  }

  /// One bar's price change.
  public void add(double change) {
    today = today.plus(change);
  }

  /// Bars in which nothing traded.
  public void addEmpty(long bars) {
    today = today.plusZeros(bars);
  }

  /// Ends the day. The first day ever is left out: it was joined somewhere in the middle.
  public void endDay() {
    if (!partial) {
      complete.addLast(today);
      if (complete.size() > days) {
        complete.removeFirst();
      }
    }
    partial = false;
    today = Moments.NONE;
  }

  /// Sample standard deviation; `NaN` while too few days are complete.
  public double value() {
    if (complete.size() < days) {
      return Double.NaN;
    }
    Moments all = Moments.NONE;
    for (Moments day : complete) {
      all = all.plus(day);
    }
    return all.deviation();
  }

  /// What to go on from.
  public State state() {
    return new State(List.copyOf(complete), today, partial);
  }
}
