package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Scenario;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param quick whether it is only a first look
/// @param rounds how often everything is measured
/// @param warmupSeconds before each measurement
/// @param seconds of each measurement
/// @param idleSeconds how long idle engines are watched
/// @param backlog messages that wait while alerts are measured
/// @param candidates who takes part
/// @param scenarios in what
/// @param probes what else is measured
/// @param results folder the report goes to
/// @param profile scenario of the product to profile instead of comparing; null to compare
record BenchOptions(
    boolean quick,
    int rounds,
    double warmupSeconds,
    double seconds,
    double idleSeconds,
    long backlog,
    Set<Candidate> candidates,
    Set<Scenario> scenarios,
    Set<Probe> probes,
    Path results,
    @Nullable Scenario profile) {

  static final String USAGE =
      """
      usage: ./nautilus bench bus [options]
        --quick              a first look in about 3 minutes: one short round of the main rows
        --rounds N           interleaved rounds, 1 to 50 (5)
        --seconds S          measured per contender, scenario and round (3)
        --warmup S           before each measurement (5)
        --only A,B           contenders: dual_bus (linger adaptive, the default), dual_bus_none,
                             raw_frames, jedis, redisson, spring, lettuce_publish
        --scenarios A,B      publish, publish_durable, groups_1, groups_10, market_10,
                             groups_10_at_15k, groups_10_at_50k, market_10_at_15k, market_10_at_50k,
                             idle, express, express_durable, migration
        --idle S             how long idle engines are watched (60)
        --backlog N          messages that wait while express alerts are measured (1000000)
        --results FOLDER     where the report goes (benchmarks/results)
        --profile SCENARIO   instead: sample our client in one scenario, print its hot methods and
                             where it allocates; --only dual_bus_none without linger""";

  private static final String QUICK = "--quick";
  private static final double QUICK_BACKLOG = 100_000;
  private static final Set<String> NAMES =
      Set.of(
          "--rounds",
          "--seconds",
          "--warmup",
          "--only",
          "--scenarios",
          "--idle",
          "--backlog",
          "--results",
          "--profile");

  BenchOptions {
    // Sorted: the order of the constants is the order of a round.
    candidates = Collections.unmodifiableSet(new TreeSet<>(candidates));
    scenarios = Collections.unmodifiableSet(new TreeSet<>(scenarios));
    probes = Collections.unmodifiableSet(new TreeSet<>(probes));
  }

  /// What the report is called, behind its day: that of moving alone does not replace that of the
  /// bus.
  String subject() {
    boolean alone = scenarios.isEmpty() && probes.equals(Set.of(Probe.MIGRATION));
    return (alone ? "-migration" : "-bus") + (quick ? "-quick" : "");
  }

  /// Reads words such as `--rounds 3`.
  ///
  /// @throws IllegalArgumentException when they cannot be understood
  static BenchOptions of(List<String> words) {
    Words given = Words.of(words);
    boolean quick = given.quick();
    Set<Candidate> candidates =
        given.candidates(quick ? Quick.CANDIDATES : EnumSet.allOf(Candidate.class));
    Set<Scenario> scenarios = quick ? Quick.SCENARIOS : EnumSet.allOf(Scenario.class);
    Set<Probe> probes = quick ? Quick.PROBES : EnumSet.allOf(Probe.class);
    String named = given.text("--scenarios");
    if (named != null) {
      scenarios = EnumSet.noneOf(Scenario.class);
      probes = EnumSet.noneOf(Probe.class);
      place(named, scenarios, probes);
    }
    String results = given.text("--results");
    String profile = given.text("--profile");
    return new BenchOptions(
        quick,
        (int) given.number("--rounds", 1, 50, quick ? 1 : 5),
        given.number("--warmup", 0.1, 60, quick ? 2 : 5),
        given.number("--seconds", 0.1, 60, quick ? 1.5 : 3),
        given.number("--idle", 1, 600, quick ? 10 : Goals.IDLE_SECONDS),
        Math.round(
            given.number(
                "--backlog", 1_000, 10_000_000, quick ? QUICK_BACKLOG : (double) Goals.BACKLOG)),
        candidates,
        scenarios,
        probes,
        results == null ? Path.of("benchmarks", "results") : Path.of(results),
        profile == null ? null : constant(Scenario.class, "--profile", profile));
  }

  /// The rows that tell most in the least time.
  private static final class Quick {
    static final Set<Candidate> CANDIDATES =
        EnumSet.of(
            Candidate.DUAL_BUS,
            Candidate.DUAL_BUS_NONE,
            Candidate.RAW_FRAMES,
            Candidate.JEDIS,
            Candidate.REDISSON);
    static final Set<Scenario> SCENARIOS =
        EnumSet.of(
            Scenario.GROUPS_10,
            Scenario.MARKET_10,
            Scenario.GROUPS_10_AT_50K,
            Scenario.MARKET_10_AT_50K);
    static final Set<Probe> PROBES = EnumSet.of(Probe.IDLE, Probe.EXPRESS);

    private Quick() {}
  }

  /// A word is a scenario or a probe.
  private static void place(String named, Set<Scenario> scenarios, Set<Probe> probes) {
    for (String word : named.split(",", -1)) {
      String name = word.strip().toUpperCase(Locale.ROOT);
      if (Arrays.stream(Probe.values()).anyMatch(probe -> probe.name().equals(name))) {
        probes.add(Probe.valueOf(name));
      } else {
        scenarios.add(constant(Scenario.class, "--scenarios", word));
      }
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String word) {
    try {
      return Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " does not know '" + word + "'", e);
    }
  }

  /// What was given, by name.
  private record Words(boolean quick, Map<String, String> values) {
    static Words of(List<String> words) {
      boolean quick = false;
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < words.size(); i++) {
        String name = words.get(i);
        if (name.equals(QUICK)) {
          quick = true;
        } else if (!NAMES.contains(name)) {
          throw new IllegalArgumentException("no option '" + name + "'");
        } else if (++i == words.size()) {
          throw new IllegalArgumentException(name + " needs a value");
        } else {
          values.put(name, words.get(i));
        }
      }
      return new Words(quick, values);
    }

    @Nullable String text(String name) {
      return values.get(name);
    }

    double number(String name, double least, double most, double unless) {
      String value = values.get(name);
      if (value == null) {
        return unless;
      }
      try {
        double number = Double.parseDouble(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // The same answer as for a number out of range.
      }
      throw new IllegalArgumentException(
          "%s must be %s to %s, was '%s'".formatted(name, plain(least), plain(most), value));
    }

    private static String plain(double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    Set<Candidate> candidates(Set<Candidate> unless) {
      String value = values.get("--only");
      if (value == null) {
        return unless;
      }
      Set<Candidate> found = EnumSet.noneOf(Candidate.class);
      for (String word : value.split(",", -1)) {
        found.add(constant(Candidate.class, "--only", word));
      }
      return found;
    }
  }
}
