package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.hub.BusSection.Pair;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A look into an engine's own near cache, by JMH.
final class NearSection {
  private static final double MOST_NANOS = 100;
  private static final int FORKS = 3;
  private static final int ITERATIONS = 5;
  private static final TimeValue SECOND = TimeValue.seconds(1);

  private NearSection() {}

  static List<Figure> figures() {
    return BusSection.withHub(NearSection::figures);
  }

  private static List<Figure> figures(Pair pair) {
    try {
      Result<?> nanos = new Runner(options(pair)).runSingle().getPrimaryResult();
      return List.of(
          new Figure(
              "latest(symbol), one of 500 followed",
              String.format(
                  Locale.ROOT, "%.1f ns +- %.1f", nanos.getScore(), nanos.getScoreError()),
              "at most 100 ns",
              Figure.Verdict.of(nanos.getScore() <= MOST_NANOS)));
    } catch (RunnerException e) {
      throw new BenchException("the look into the near cache did not run to its end", e);
    }
  }

  private static Options options(Pair pair) {
    return new OptionsBuilder()
        .include(NearLook.class.getName().replace(".", "\\.") + "\\.latest")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .jvmArgs(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseCompactObjectHeaders",
            "-D" + NearLook.MARKET_DATA + "=" + pair.marketData(),
            "-D" + NearLook.ENGINE_LOGIC + "=" + pair.engineLogic())
        .forks(FORKS)
        .warmupIterations(ITERATIONS)
        .warmupTime(SECOND)
        .measurementIterations(ITERATIONS)
        .measurementTime(SECOND)
        .build();
  }
}
