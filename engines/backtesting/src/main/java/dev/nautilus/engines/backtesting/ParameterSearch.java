package dev.nautilus.engines.backtesting;

import dev.nautilus.engines.backtesting.StudyPlan.Method;
import dev.nautilus.engines.backtesting.StudyPlan.Trial;
import dev.nautilus.engines.backtesting.method.BacktestRun;
import dev.nautilus.engines.backtesting.method.Overfitting;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.ReplayFeed;
import dev.nautilus.message.ParameterOptimization;
import dev.nautilus.quant.performance.HigherMoments;
import dev.nautilus.quant.performance.SharpeInference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A search for good parameters, as far as it is: replays one combination after the other, a few
/// bars at a time. The same bars and plan give the same result, to the bit. Confined to the engine
/// thread.
///
/// **Grid** each combination on all bars. **Walk forward** the bars are cut into one part more than
/// there are folds; the best combination of each part is tried on the next one, which it has not
/// seen, and only that counts. A rule sees as many bars before the part as it looks back on, so
/// that it can decide on the first of them. **Source** Pardo (2008), The Evaluation and
/// Optimization of Trading Strategies, ch. 11.
///
/// **How much may be luck** the deflated Sharpe ratio of the best (Bailey & López de Prado 2014),
/// and of a grid the probability of overfitting (Bailey et al. 2015) over 16 blocks.
final class ParameterSearch {
  private static final int AT_ONCE = 1_000;
  private static final int BLOCKS = 16;
  private static final int SHOWN = 10;
  private static final Comparator<Outcome> BEST_FIRST =
      Comparator.comparingDouble((Outcome each) -> each.score().orElse(Double.NEGATIVE_INFINITY))
          .reversed();

  private final StudyPlan plan;
  private final List<ReplayBar> bars;
  private final List<Trial> trials;
  private final List<Outcome> tried = new ArrayList<>();
  private final List<Outcome> proven = new ArrayList<>();
  private final List<Double> sharpes = new ArrayList<>();
  private int fold;
  private Trial trial;
  private boolean proves;
  private BacktestRun run;

  /// What came of a replay.
  private static final class Outcome {
    private final Trial trial;
    private final OptionalDouble score;
    private final double[] returns;

    /// @param score of the objective; missing when undefined
    /// @param returns from close to close
    Outcome(Trial trial, OptionalDouble score, double[] returns) {
      this.trial = trial;
      this.score = score;
      this.returns = returns;
    }

    double[] returns() {
      return returns;
    }

    OptionalDouble score() {
      return score;
    }

    Trial trial() {
      return trial;
    }
  }

  /// Nothing replayed yet.
  ///
  /// @throws IllegalArgumentException when there are too few bars for so many parts
  ParameterSearch(StudyPlan plan, List<ReplayBar> bars) {
    this.plan = plan;
    this.bars = List.copyOf(bars);
    trials = plan.trials();
    trial = trials.getFirst();
    int longest =
        trials.stream().mapToInt(each -> each.plan().setup().rule().lookback()).max().orElse(1);
    if (part() <= longest + 1) {
      throw new IllegalArgumentException(
          "%d bars in %d parts must be more than the %d that a rule looks back on"
              .formatted(bars.size(), parts(), longest));
    }
    run = replay(trial);
  }

  private int parts() {
    return plan.method() == Method.GRID ? 1 : plan.folds() + 1;
  }

  private int part() {
    return bars.size() / parts();
  }

  /// Replays the bars of a fold's first part, or of the one after it.
  private BacktestRun replay(Trial of) {
    BacktestRun.Setup setup = of.plan().setup();
    int from = proves ? (fold + 1) * part() - setup.rule().lookback() : fold * part();
    int to = proves ? (fold + 2) * part() : (fold + 1) * part();
    return new BacktestRun(
        setup, ReplayFeed.of(bars.subList(from, parts() == 1 ? bars.size() : to)));
  }

  /// Replays a few bars: always as many.
  ///
  /// @return whether there is more to do
  boolean advance() {
    if (run.advance(AT_ONCE)) {
      return true;
    }
    Outcome outcome = outcome();
    if (proves) {
      proven.add(outcome);
      proves = false;
      fold++;
    } else {
      tried.add(outcome);
      sharpes.add(sharpe(outcome.returns()));
      if (tried.size() == trials.size() && plan.method() == Method.WALK_FORWARD) {
        trial = tried.stream().sorted(BEST_FIRST).toList().getFirst().trial();
        proves = true;
        tried.clear();
      }
    }
    return begin();
  }

  private boolean begin() {
    boolean over =
        plan.method() == Method.GRID ? tried.size() == trials.size() : fold == plan.folds();
    if (over) {
      return false;
    }
    if (!proves) {
      trial = trials.get(tried.size());
    }
    run = replay(trial);
    return true;
  }

  private Outcome outcome() {
    OptionalDouble score = RunReport.of(run, trial.plan(), plan.objective());
    return new Outcome(trial, score, run.equity().returns());
  }

  private static double sharpe(double[] returns) {
    HigherMoments moments = HigherMoments.of(returns);
    return moments.mean() / moments.deviation();
  }

  /// Fraction that is done, in [0, 1].
  double done() {
    double rounds = plan.method() == Method.GRID ? 1 : plan.folds();
    double steps = trials.size() + (plan.method() == Method.GRID ? 0 : 1);
    double round = (proves ? trials.size() : tried.size()) / steps;
    return Math.min(1, (fold + round) / rounds);
  }

  /// What came of it, once it is over.
  ParameterOptimization result(String id) {
    boolean grid = plan.method() == Method.GRID;
    List<Outcome> ranked = (grid ? tried : proven).stream().sorted(BEST_FIRST).toList();
    double[] picked = grid ? ranked.getFirst().returns() : joined();
    return new ParameterOptimization(
        id,
        trial.plan().strategy(),
        plan.method().name().toLowerCase(Locale.ROOT),
        plan.objective(),
        sharpes.size(),
        ranked.stream()
            .limit(SHOWN)
            .map(each -> new ParameterOptimization.Trial(each.trial().parameters(), each.score()))
            .toList(),
        probability(SharpeInference.deflated(picked, spread(), Math.max(1, trials.size()))),
        grid ? probability(overfitting()) : OptionalDouble.empty());
  }

  /// What the chosen ones returned on what they had not seen, one after the other.
  private double[] joined() {
    return proven.stream().flatMapToDouble(each -> Arrays.stream(each.returns())).toArray();
  }

  private double overfitting() {
    return Overfitting.probability(
        tried.stream().map(Outcome::returns).toArray(double[][]::new), BLOCKS);
  }

  /// Standard deviation of the Sharpe ratios of all trials that have one.
  private double spread() {
    double[] known =
        sharpes.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
    return known.length < 2 ? 0 : HigherMoments.of(known).deviation();
  }

  private static OptionalDouble probability(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
