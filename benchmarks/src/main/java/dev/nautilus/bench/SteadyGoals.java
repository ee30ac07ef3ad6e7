package dev.nautilus.bench;

import static dev.nautilus.bench.load.Candidate.DUAL_BUS;
import static dev.nautilus.bench.load.Candidate.DUAL_BUS_NONE;
import static dev.nautilus.bench.load.Candidate.RAW_FRAMES;

import dev.nautilus.bench.Goal.OnDisk;
import dev.nautilus.bench.Goal.Verdict;
import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/// The goals at steady rates: how late messages are and what they cost the server. A rate that was
/// not kept up with reaches nothing.
final class SteadyGoals {
  private final BusResults results;
  private final List<Goal> goals = new ArrayList<>();

  private SteadyGoals(BusResults results) {
    this.results = results;
  }

  static List<Goal> of(BusResults results) {
    SteadyGoals goals = new SteadyGoals(results);
    for (Scenario scenario : List.of(Scenario.MARKET_10_AT_15K, Scenario.MARKET_10_AT_50K)) {
      goals.median(scenario);
      goals.tail(scenario);
    }
    goals.cost(Scenario.MARKET_10_AT_50K, 12, 0.8);
    goals.cost(Scenario.GROUPS_10_AT_50K, 35, 0.6);
    return goals.goals;
  }

  private void median(Scenario scenario) {
    String what = scenario.title() + ", linger none, p50 to that of the best stream peer";
    OptionalDouble ratio =
        Goals.perRound(
            results,
            round ->
                Goals.ratio(millis(round, DUAL_BUS_NONE, scenario, 50), bestPeer(round, scenario)));
    OptionalDouble peers = Goals.perRound(results, round -> bestPeer(round, scenario));
    boolean any = Arrays.stream(Candidate.values()).anyMatch(peer -> isGoodPeer(peer, scenario));
    String note = peers.isPresent() && !any ? "; no peer kept up" : "";
    against(what, scenario, new Late(50, 0.5, ratio, peers, note));
  }

  private void tail(Scenario scenario) {
    String what = scenario.title() + ", linger none, p99 to that of " + RAW_FRAMES.title();
    OptionalDouble ratio =
        Goals.perRound(
            results,
            round ->
                Goals.ratio(
                    millis(round, DUAL_BUS_NONE, scenario, 99),
                    millis(round, RAW_FRAMES, scenario, 99)));
    OptionalDouble others =
        Goals.perRound(results, round -> millis(round, RAW_FRAMES, scenario, 99));
    against(what, scenario, new Late(99, 1, ratio, others, ""));
  }

  /// A percentile of ours beside another's.
  ///
  /// @param most what the ratio may be
  /// @param ratio empty when it was not measured
  /// @param others in milliseconds
  /// @param note what else must be known; empty for nothing
  private record Late(
      double percentile, double most, OptionalDouble ratio, OptionalDouble others, String note) {}

  private void against(String what, Scenario scenario, Late late) {
    String goal = "at most " + Goals.number(late.most());
    if (late.ratio().isEmpty()) {
      goals.add(Goal.notMeasured(what, OnDisk.NO, goal));
      return;
    }
    List<Outcome> ours = results.find(DUAL_BUS_NONE, scenario);
    String measured =
        String.format(
            Locale.ROOT,
            "%s (%.2f ms to %.2f ms; sender late %.2f ms at p99)%s",
            Goals.number(late.ratio().getAsDouble()),
            Goals.median(ours, one -> millis(one, late.percentile())).orElseThrow(),
            late.others().orElseThrow(),
            Goals.median(ours, one -> one.senderLateP99Nanos() / 1e6).orElseThrow(),
            late.note() + (keptUp(ours) ? "" : ", did not keep up"));
    boolean reached = late.ratio().getAsDouble() <= late.most() && keptUp(ours);
    goals.add(new Goal(what, OnDisk.NO, goal, measured, Verdict.of(reached)));
  }

  private void cost(Scenario scenario, double mostCpu, double mostMillis) {
    String what = scenario.title() + ", linger adaptive, Redis CPU and p50";
    String goal =
        String.format(Locale.ROOT, "at most %.0f %% with at most %.1f ms", mostCpu, mostMillis);
    List<Outcome> ours = results.find(DUAL_BUS, scenario);
    if (ours.isEmpty()) {
      goals.add(Goal.notMeasured(what, OnDisk.NO, goal));
      return;
    }
    double cpu = 100 * Goals.median(ours, Outcome::redisCpuShare).orElseThrow();
    double p50 = Goals.median(ours, one -> millis(one, 50)).orElseThrow();
    String measured =
        String.format(
            Locale.ROOT,
            "%.1f %% with %.2f ms%s",
            cpu,
            p50,
            keptUp(ours) ? "" : ", did not keep up");
    boolean reached = cpu <= mostCpu && p50 <= mostMillis && keptUp(ours);
    goals.add(new Goal(what, OnDisk.NO, goal, measured, Verdict.of(reached)));
  }

  private static OptionalDouble bestPeer(BusResults.Round round, Scenario scenario) {
    return Arrays.stream(Candidate.values())
        .filter(Candidate::isStreamPeer)
        .map(peer -> millis(round, peer, scenario, 50))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .min();
  }

  /// Whether it is a peer whose latency tells of it and not of an overload.
  private boolean isGoodPeer(Candidate peer, Scenario scenario) {
    List<Outcome> outcomes = results.find(peer, scenario);
    return peer.isStreamPeer() && !outcomes.isEmpty() && keptUp(outcomes);
  }

  /// Empty when it was not measured, or when nothing came.
  private static OptionalDouble millis(
      BusResults.Round round, Candidate candidate, Scenario scenario, double percentile) {
    return round
        .find(candidate, scenario)
        .filter(one -> one.deliveries() > 0)
        .map(one -> OptionalDouble.of(millis(one, percentile)))
        .orElse(OptionalDouble.empty());
  }

  private static double millis(Outcome outcome, double percentile) {
    return Statistics.millis(Objects.requireNonNull(outcome.latency()), percentile);
  }

  private static boolean keptUp(List<Outcome> outcomes) {
    return outcomes.stream().allMatch(Outcome::keptUp);
  }
}
