package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything a run has measured; the JSON file is this record.
///
/// @param startedAt when it began (UTC)
/// @param finishedAt when it ended (UTC)
/// @param machine on what
/// @param warmupSeconds before each measurement
/// @param seconds of each measurement
/// @param rounds in the order measured
record BusResults(
    Instant startedAt,
    Instant finishedAt,
    MachineFacts machine,
    double warmupSeconds,
    double seconds,
    List<Round> rounds) {

  BusResults {
    rounds = List.copyOf(rounds);
  }

  /// What was measured next to each other in time.
  ///
  /// @param redisBenchmarkRate XADDs a second of `redis-benchmark -c 50 -P 100`
  /// @param outcomes one per contender and scenario
  record Round(double redisBenchmarkRate, List<Outcome> outcomes) {
    Round {
      outcomes = List.copyOf(outcomes);
    }

    /// What a contender did in a scenario, or in the one it has instead.
    Optional<Outcome> find(Candidate candidate, Scenario scenario) {
      Scenario run = candidate.runs(scenario) ? scenario : scenario.onStreams();
      return outcomes.stream()
          .filter(one -> one.candidate() == candidate && one.scenario() == run)
          .findFirst();
    }
  }

  /// What a contender did in a scenario, round by round; rounds without it are left out.
  List<Outcome> find(Candidate candidate, Scenario scenario) {
    return rounds.stream().flatMap(round -> round.find(candidate, scenario).stream()).toList();
  }
}
