package dev.nautilus.bench.engine;

import dev.nautilus.bench.BenchCommand;
import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.MachineFacts;
import dev.nautilus.engines.features.method.FeatureInput;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
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
  static final String USAGE =
      """
      usage: ./nautilus bench engines [options]
        --quick            a first look: one process of each and little time
        --results FOLDER   where the report goes (benchmarks/results)""";

  /// Of every measured process.
  static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MICROSECOND = 1e3;

  private EngineBench() {}

  /// @param quick whether it is only a first look
  /// @param results folder of the report
  record Options(boolean quick, Path results) {

    /// @throws IllegalArgumentException when the words cannot be understood
    static Options of(List<String> words) {
      Options options = new Options(false, Path.of("benchmarks", "results"));
      for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (name.equals("--quick")) {
          options = new Options(true, options.results());
        } else if (name.equals("--results") && each.hasNext()) {
          options = new Options(options.quick(), Path.of(each.next()));
        } else {
          throw new IllegalArgumentException(
              "option must be --quick or --results FOLDER, was " + name);
        }
      }
      return options;
    }

    /// A quick run does not replace a whole one.
    String file(LocalDate day) {
      return day + "-engines" + (quick ? "-quick" : "") + ".md";
    }
  }

  /// Measures, prints the report and writes it.
  ///
  /// @param args options, as [#USAGE] explains them
  public static void main(String[] args) {
    BenchCommand.run(
        USAGE,
        args,
        (words, out) -> {
          Options options = Options.of(words);
          MachineFacts machine = MachineFacts.withoutRedis();
          String report = new EngineReport(machine, options.quick(), run(options.quick())).text();
          out.println(report);
          BenchCommand.write(options.results(), options.file(BenchCommand.today()), report, out);
          return true;
        });
  }

  private static List<UpdateCost> run(boolean quick) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(EngineBench.class.getPackageName() + "\\..*")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(JVM.toArray(String[]::new))
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 2 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 3 : 5)
            .measurementTime(TimeValue.seconds(1));
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      return results.stream().map(EngineBench::cost).toList();
    } catch (RunnerException e) {
      throw new BenchException("the benchmarks must run to their end: " + e.getMessage(), e);
    }
  }

  private static UpdateCost cost(RunResult result) {
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
    if (name.endsWith("FlowUpdates.trade")) {
      return new UpdateCost(
          "a trade in the streaming VPIN", nanos, spread, Double.POSITIVE_INFINITY);
    }
    if (name.endsWith("ModelUpdates.example")) {
      String kind = result.getParams().getParam("kind");
      String what = "an example of %d features, %s".formatted(ModelUpdates.FEATURES, words(kind));
      return new UpdateCost(what, nanos, spread, 10 * NANOS_A_MICROSECOND);
    }
    return ofMany(name, nanos, spread);
  }

  private static UpdateCost ofMany(String name, double nanos, double spread) {
    if (name.endsWith("FactorPass.pass")) {
      String what = String.format(Locale.ROOT, "a pass of %,d factor values", FactorPass.VALUES);
      return new UpdateCost(what, nanos, spread, NANOS_A_SECOND);
    }
    if (name.contains("PortfolioWeights.")) {
      String method = name.substring(name.lastIndexOf('.') + 1).replaceAll("([A-Z])", "_$1");
      String what = "%s of %d assets".formatted(words(method), PortfolioWeights.ASSETS);
      return new UpdateCost(what, nanos, spread, 2 * NANOS_A_SECOND);
    }
    if (name.endsWith("BacktestReplay.run")) {
      String what = String.format(Locale.ROOT, "a back-test over %,d bars", BacktestReplay.BARS);
      return new UpdateCost(what, nanos, spread, 5 * NANOS_A_SECOND);
    }
    throw new IllegalStateException(name + " must have a row of the report");
  }

  /// `EQUAL_RISK` as people write it.
  private static String words(String name) {
    return name.replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static UpdateCost each(String what, FeatureInput input, double nanos, double spread) {
    int features = FeatureUpdates.features(input);
    String mean = "%s, mean of %d".formatted(what, features);
    return new UpdateCost(mean, nanos / features, spread / features, NANOS_A_MICROSECOND);
  }
}
