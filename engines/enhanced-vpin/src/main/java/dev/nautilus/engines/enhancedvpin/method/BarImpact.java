package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.quant.flow.RecentValues;
import java.util.List;

/// What trading costs and moves, read from bars alone: means over the last `window` bars.
///
/// * `kyle`: `|ΔP|/V`, price per share. **Source** Kyle (1985), in the bar form of López de Prado
///   (2018), Advances in Financial Machine Learning, 19.4: a mean of ratios, not a regression
/// * `hasbrouck`: `|Δln P|/√(P V)`. **Source** Hasbrouck (2009), J. Finance 64(3), same bar form
/// * `amihud`: `|Δln P|/(P V)`. **Source** Amihud (2002), J. Financial Markets 5(1)
/// * `roll`: `2√|cov(ΔP, ΔP before)|`, price. **Source** Roll (1984), J. Finance 39(4), with the
///   absolute covariance
/// * `corwin_schultz`: spread, a fraction of price. **Source** Corwin & Schultz (2012), J. Finance
///   67(2); negative estimates count 0
/// * `bekker_parkinson`: volatility per bar, a fraction. **Source** Bekker & Parkinson in López de
///   Prado (2018), 19.3.4; negative estimates count 0
///
/// **Undefined** (`NaN`) before the window is full. A bar that traded nothing, or a price of 0 or
/// less, has no ratio or logarithm and adds none.
public final class BarImpact {
  private static final double SCALE = 3 - 2 * Math.sqrt(2);
  private static final double RANGE = Math.sqrt(8 / Math.PI);

  private final RecentValues changes;
  private final RecentValues changesBefore;
  private final RecentValues kyle;
  private final RecentValues hasbrouck;
  private final RecentValues amihud;
  private final RecentValues beta;
  private State last = new State(List.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

  /// What to go on from.
  ///
  /// @param windows values of each window, in a fixed order
  /// @param close of the newest bar, `NaN` before the first
  /// @param change of the newest bar
  /// @param high of the newest bar
  /// @param low of the newest bar
  /// @param gamma joint range of the newest two bars, squared
  public record State(
      List<List<Double>> windows,
      double close,
      double change,
      double high,
      double low,
      double gamma) {
    public State {
      windows = List.copyOf(windows);
    }
  }

  /// No bars yet.
  ///
  /// @param window bars, 2 or more; 20 as published
  public BarImpact(int window) {
    changes = new RecentValues(window);
    changesBefore = new RecentValues(window);
    kyle = new RecentValues(window);
    hasbrouck = new RecentValues(window);
    amihud = new RecentValues(window);
    beta = new RecentValues(window);
  }

  private List<RecentValues> all() {
    return List.of(changes, changesBefore, kyle, hasbrouck, amihud, beta);
  }

  /// Takes a bar in.
  ///
  /// @param money traded, `P V`
  public void add(double high, double low, double close, double volume, double money) {
    double change = close - last.close;
    double move = Math.abs(Math.log(close / last.close));
    double changeBefore = last.change;
    if (!Double.isNaN(changeBefore)) {
      changes.add(change);
      changesBefore.add(changeBefore);
    }
    addRatio(kyle, Math.abs(change) / volume);
    addRatio(hasbrouck, move / Math.sqrt(money));
    addRatio(amihud, move / money);
    double gamma = Double.NaN;
    if (!Double.isNaN(last.high)) {
      beta.add(square(high, low) + square(last.high, last.low));
      gamma = square(Math.max(high, last.high), Math.min(low, last.low));
    }
    last = new State(List.of(), close, change, high, low, gamma);
  }

  /// Where nothing traded there is no ratio; the window keeps what it has.
  private static void addRatio(RecentValues window, double ratio) {
    if (Double.isFinite(ratio)) {
      window.add(ratio);
    }
  }

  private static double square(double high, double low) {
    double range = Math.log(high / low);
    return range * range;
  }

  /// Mean of `|ΔP|/V`.
  public double kyle() {
    return kyle.mean();
  }

  /// Mean of `|Δln P|/√(P V)`.
  public double hasbrouck() {
    return hasbrouck.mean();
  }

  /// Mean of `|Δln P|/(P V)`.
  public double amihud() {
    return amihud.mean();
  }

  /// Roll's spread, in price units.
  public double roll() {
    return 2 * Math.sqrt(Math.abs(changes.covariance(changesBefore)));
  }

  /// Corwin and Schultz's spread, a fraction of price.
  public double corwinSchultz() {
    double mean = beta.mean();
    double alpha = (Math.sqrt(2 * mean) - Math.sqrt(mean)) / SCALE - Math.sqrt(last.gamma / SCALE);
    double bounded = Math.max(0, alpha);
    return 2 * (Math.exp(bounded) - 1) / (1 + Math.exp(bounded));
  }

  /// Bekker and Parkinson's volatility per bar, a fraction.
  public double bekkerParkinson() {
    double mean = beta.mean();
    double sigma =
        (1 / Math.sqrt(2) - 1) * Math.sqrt(mean) / (RANGE * SCALE)
            + Math.sqrt(last.gamma / (RANGE * RANGE * SCALE));
    return Math.max(0, sigma);
  }

  /// What to go on from.
  public State state() {
    return new State(
        all().stream().map(RecentValues::state).toList(),
        last.close,
        last.change,
        last.high,
        last.low,
        last.gamma);
  }

  /// Goes on from a state of the same window.
  public BarImpact restore(State state) {
    List<RecentValues> windows = all();
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).restore(state.windows.get(i));
    }
    last = state;
    return this;
  }
}
