package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleOutcome;
import dev.nautilus.bench.load.MigrationOutcome;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything a run has measured; the JSON file is this record.
///
/// @param startedAt when it began (UTC)
/// @param finishedAt when it ended (UTC)
/// @param quick whether it was only a first look
/// @param machine on what
/// @param jvm flags of the measured processes, the same for everybody
/// @param warmupSeconds before each measurement
/// @param seconds of each measurement
/// @param rounds in the order measured
record BusResults(
    Instant startedAt,
    Instant finishedAt,
    boolean quick,
    MachineFacts machine,
    List<String> jvm,
    double warmupSeconds,
    double seconds,
    List<Round> rounds) {

  BusResults {
    jvm = List.copyOf(jvm);
    rounds = List.copyOf(rounds);
  }

  /// What was measured next to each other in time.
  ///
  /// @param redisBenchmarkRate XADDs a second of `redis-benchmark -c 50 -P 100`
  /// @param durableBenchmarkRate the same with `appendfsync always`; 0 when not asked
  /// @param outcomes one per contender and scenario
  /// @param idle what idle engines cost; null when not asked
  /// @param express alerts beside a backlog, once per durability asked
  /// @param migration what moving to the buses saves; null when not asked
  record Round(
      double redisBenchmarkRate,
      double durableBenchmarkRate,
      List<Outcome> outcomes,
      @Nullable IdleOutcome idle,
      List<ExpressOutcome> express,
      @Nullable MigrationOutcome migration) {
    Round {
      outcomes = List.copyOf(outcomes);
      express = List.copyOf(express);
    }

    /// What a contender did in a scenario, or in the one it has instead.
    Optional<Outcome> find(Candidate candidate, Scenario scenario) {
      Scenario run = candidate.runs(scenario) ? scenario : scenario.onStreams();
      return outcomes.stream()
          .filter(one -> one.candidate() == candidate && one.scenario() == run)
          .findFirst();
    }
  }

  /// What idle engines cost, round by round; rounds without it are left out.
  List<IdleOutcome> idle() {
    return rounds.stream().map(Round::idle).filter(Objects::nonNull).toList();
  }

  /// What moving to the buses saves, round by round; rounds without it are left out.
  List<MigrationOutcome> migration() {
    return rounds.stream().map(Round::migration).filter(Objects::nonNull).toList();
  }

  /// Alerts beside a backlog, round by round.
  List<ExpressOutcome> express(boolean durable) {
    return rounds.stream()
        .flatMap(round -> round.express().stream())
        .filter(one -> one.durable() == durable)
        .toList();
  }

  /// What a contender did in a scenario, round by round; rounds without it are left out.
  List<Outcome> find(Candidate candidate, Scenario scenario) {
    return rounds.stream().flatMap(round -> round.find(candidate, scenario).stream()).toList();
  }
}
