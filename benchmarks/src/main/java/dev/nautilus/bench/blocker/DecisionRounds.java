package dev.nautilus.bench.blocker;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.blocker.DecisionCost.Expected;
import dev.nautilus.bench.blocker.GuardDecisions.Destination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Takes the figures of JMH: in each round every benchmark once in each presence of the agent, each
/// in a JVM of its own.
final class DecisionRounds {
  private final Path agent;
  private final boolean quick;
  private final Map<String, Map<Presence, List<Double>>> nanos = new LinkedHashMap<>();

  DecisionRounds(Path agent, boolean quick) {
    this.agent = agent;
    this.quick = quick;
  }

  /// Measures everything once more.
  ///
  /// @throws BenchException when a benchmark fails
  void measure() {
    for (Presence presence : Presence.values()) {
      for (RunResult result : run(presence)) {
        nanos
            .computeIfAbsent(key(result), _ -> new EnumMap<>(Presence.class))
            .computeIfAbsent(presence, _ -> new ArrayList<>())
            .add(result.getPrimaryResult().getScore());
      }
    }
  }

  /// The guard's decisions, one for each destination.
  List<DecisionCost> decisions() {
    List<DecisionCost> costs = new ArrayList<>();
    for (Destination destination : Destination.values()) {
      costs.add(cost(destination.name(), destination.label(), Expected.of(destination)));
    }
    return costs;
  }

  /// Methods of the JDK that ask it.
  List<DecisionCost> methods() {
    return List.of(
        cost("lookup", "InetAddress.getByName of an address", Expected.NOTHING),
        cost("serverName", "new SNIHostName of an internal name", Expected.NOTHING));
  }

  private DecisionCost cost(String key, String what, Expected expected) {
    return new DecisionCost(what, nanos.getOrDefault(key, Map.of()), expected);
  }

  private Iterable<RunResult> run(Presence presence) {
    List<String> jvm = new ArrayList<>(BlockerBench.JVM);
    jvm.addAll(presence.words(agent));
    TimeValue iteration = TimeValue.milliseconds(quick ? 200 : 500);
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(GuardDecisions.class.getName() + "\\..*")
                  .include(WovenMethods.class.getName() + "\\..*")
                  .mode(Mode.AverageTime)
                  .timeUnit(TimeUnit.NANOSECONDS)
                  .verbosity(VerboseMode.SILENT)
                  .shouldFailOnError(true)
                  .jvmArgs(jvm.toArray(String[]::new))
                  .forks(1)
                  .warmupIterations(quick ? 1 : 2)
                  .warmupTime(iteration)
                  .measurementIterations(quick ? 2 : 3)
                  .measurementTime(iteration)
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new BenchException("the benchmarks of the guard must run to their end", e);
    }
  }

  /// The destination, or else the method.
  private static String key(RunResult result) {
    String destination = result.getParams().getParam("destination");
    String benchmark = result.getParams().getBenchmark();
    return destination != null ? destination : benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }
}
