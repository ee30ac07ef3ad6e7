package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Scenario;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param rounds how often everything is measured
/// @param warmupSeconds before each measurement
/// @param seconds of each measurement
/// @param candidates who takes part
/// @param scenarios in what
/// @param results folder the report goes to
/// @param profile scenario of the product to profile instead of comparing; null to compare
record BenchOptions(
    int rounds,
    double warmupSeconds,
    double seconds,
    Set<Candidate> candidates,
    Set<Scenario> scenarios,
    Path results,
    @Nullable Scenario profile) {

  static final String USAGE =
      """
      usage: ./nautilus bench bus [options]
        --rounds N           interleaved rounds, 1 to 50 (5)
        --seconds S          measured per contender, scenario and round (3)
        --warmup S           before each measurement (5)
        --only A,B           contenders: dual_bus, raw_frames, jedis, redisson, spring, lettuce_publish
        --scenarios A,B      publish, publish_durable, groups_1, groups_10, market_10,
                             groups_10_at_15k, groups_10_at_50k, market_10_at_15k, market_10_at_50k
        --results FOLDER     where the report goes (benchmarks/results)
        --profile SCENARIO   instead: sample our client in one scenario, print its hot methods""";

  /// Reads words such as `--rounds 3`.
  ///
  /// @throws IllegalArgumentException when they cannot be understood
  static BenchOptions of(List<String> words) {
    BenchOptions options =
        new BenchOptions(
            5,
            5,
            3,
            EnumSet.allOf(Candidate.class),
            EnumSet.allOf(Scenario.class),
            Path.of("benchmarks", "results"),
            null);
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(words.get(i) + " needs a value");
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    return options;
  }

  private BenchOptions with(String name, String value) {
    return switch (name) {
      case "--rounds" ->
          new BenchOptions(
              (int) number(name, value, 1, 50),
              warmupSeconds,
              seconds,
              candidates,
              scenarios,
              results,
              profile);
      case "--warmup" ->
          new BenchOptions(
              rounds,
              number(name, value, 0.1, 60),
              seconds,
              candidates,
              scenarios,
              results,
              profile);
      case "--seconds" ->
          new BenchOptions(
              rounds,
              warmupSeconds,
              number(name, value, 0.1, 60),
              candidates,
              scenarios,
              results,
              profile);
      default -> withMore(name, value);
    };
  }

  private BenchOptions withMore(String name, String value) {
    return switch (name) {
      case "--only" ->
          new BenchOptions(
              rounds,
              warmupSeconds,
              seconds,
              constants(Candidate.class, name, value),
              scenarios,
              results,
              profile);
      case "--scenarios" ->
          new BenchOptions(
              rounds,
              warmupSeconds,
              seconds,
              candidates,
              constants(Scenario.class, name, value),
              results,
              profile);
      case "--results" ->
          new BenchOptions(
              rounds, warmupSeconds, seconds, candidates, scenarios, Path.of(value), profile);
      case "--profile" ->
          new BenchOptions(
              rounds,
              warmupSeconds,
              seconds,
              candidates,
              scenarios,
              results,
              constants(Scenario.class, name, value).iterator().next());
      default -> throw new IllegalArgumentException("no option '" + name + "'");
    };
  }

  private static double number(String name, String value, double least, double most) {
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number out of range.
    }
    throw new IllegalArgumentException(
        "%s must be %s to %s, was '%s'".formatted(name, least, most, value));
  }

  private static <E extends Enum<E>> Set<E> constants(Class<E> type, String name, String value) {
    Set<E> found = EnumSet.noneOf(type);
    for (String word : value.split(",", -1)) {
      try {
        found.add(Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + " does not know '" + word + "'", e);
      }
    }
    return found;
  }
}
