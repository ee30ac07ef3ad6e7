package dev.nautilus.bench.engine;

import dev.nautilus.engines.features.method.FeatureInput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What `./nautilus bench engines` runs: what one update costs, beside the goal that its method
/// states.
public final class EngineBench {
  static final String USAGE = "usage: ./nautilus bench engines [--quick]";

  private static final double NANOS_A_SECOND = 1e9;

  private EngineBench() {}

  /// One line of the result.
  ///
  /// @param nanos mean of an operation
  /// @param spread half of the 99.9 % confidence interval
  /// @param goal most nanoseconds; infinite where none is stated
  record Cost(String what, double nanos, double spread, double goal) {
    String line() {
      String verdict =
          Double.isInfinite(goal)
              ? "no goal stated"
              : "goal %.0f ns: %s".formatted(goal, nanos <= goal ? "reached" : "not reached");
      return String.format(
          Locale.ROOT, "%-52s %,14.1f ns  +- %,10.1f  %s", what, nanos, spread, verdict);
    }
  }

  /// Measures and prints one line for each.
  ///
  /// @param args none, or `--quick`
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    boolean quick = List.of(args).equals(List.of("--quick"));
    if (args.length > 0 && !quick) {
      out.println("arguments must be none or --quick, were " + List.of(args));
      out.println(USAGE);
      return;
    }
    run(quick).forEach(cost -> out.println(cost.line()));
  }

  static List<Cost> run(boolean quick) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(EngineBench.class.getPackageName() + "\\..*")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs("-Xms512m", "-Xmx512m")
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 2 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 3 : 5)
            .measurementTime(TimeValue.seconds(1));
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      return results.stream().map(EngineBench::cost).toList();
    } catch (RunnerException e) {
      throw new IllegalStateException("the benchmarks must run to their end", e);
    }
  }

  private static Cost cost(RunResult result) {
    String name = result.getParams().getBenchmark();
    double nanos = result.getPrimaryResult().getScore();
    double spread = result.getPrimaryResult().getScoreError();
    if (name.endsWith("FeatureUpdates.bar")) {
      return each("an update of a feature by a bar", FeatureInput.CANDLE, nanos, spread);
    }
    if (name.endsWith("FeatureUpdates.quote")) {
      return each("an update of a feature by a quote", FeatureInput.TOP_OF_BOOK, nanos, spread);
    }
    if (name.endsWith("FeatureUpdates.trade")) {
      return each("an update of a feature by a trade", FeatureInput.TRADE, nanos, spread);
    }
    if (name.endsWith("FactorPass.pass")) {
      String what = "a pass of %,d factor values".formatted(FactorPass.VALUES);
      return new Cost(what, nanos, spread, NANOS_A_SECOND);
    }
    if (name.contains("PortfolioWeights.")) {
      String what = "%s of %d assets".formatted(words(name), PortfolioWeights.ASSETS);
      return new Cost(what, nanos, spread, 2 * NANOS_A_SECOND);
    }
    if (name.endsWith("BacktestReplay.run")) {
      String what = "a back-test over %,d bars".formatted(BacktestReplay.BARS);
      return new Cost(what, nanos, spread, 5 * NANOS_A_SECOND);
    }
    return new Cost(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        nanos,
        spread,
        Double.POSITIVE_INFINITY);
  }

  /// `equalRisk` as people write it.
  private static String words(String name) {
    return name.substring(name.lastIndexOf('.') + 1)
        .replaceAll("([A-Z])", " $1")
        .toLowerCase(Locale.ROOT);
  }

  private static Cost each(String what, FeatureInput input, double nanos, double spread) {
    int features = FeatureUpdates.features(input);
    String mean = "%s, mean of %d".formatted(what, features);
    return new Cost(mean, nanos / features, spread / features, 1_000);
  }
}
