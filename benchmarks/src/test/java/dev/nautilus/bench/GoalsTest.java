package dev.nautilus.bench;

import static dev.nautilus.bench.load.Candidate.DUAL_BUS;
import static dev.nautilus.bench.load.Candidate.DUAL_BUS_NONE;
import static dev.nautilus.bench.load.Candidate.JEDIS;
import static dev.nautilus.bench.load.Candidate.RAW_FRAMES;
import static dev.nautilus.bench.load.Candidate.REDISSON;
import static dev.nautilus.bench.load.Candidate.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bench.Goal.Verdict;
import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleOutcome;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalsTest {
  private static Goal goal(BusResults results, String... words) {
    return Goals.of(results).stream()
        .filter(goal -> Arrays.stream(words).allMatch(goal.what()::contains))
        .findFirst()
        .orElseThrow();
  }

  private static BusResults results(Outcome... outcomes) {
    return Figures.results(0, Figures.round(1, List.of(outcomes)));
  }

  private static BusResults withIdle(IdleOutcome idle) {
    return Figures.results(0, new BusResults.Round(1, 0, List.of(), idle, List.of(), null));
  }

  private static BusResults withExpress(ExpressOutcome express) {
    return Figures.results(0, new BusResults.Round(1, 0, List.of(), null, List.of(express), null));
  }

  @Test
  void nothingMeasured_isSaidOfEveryGoal() {
    assertThat(Goals.of(Figures.results(0)))
        .hasSizeGreaterThan(20)
        .allMatch(goal -> goal.verdict() == Verdict.NOT_MEASURED);
  }

  @ParameterizedTest
  @CsvSource({"65, REACHED", "64.9, NOT_REACHED"})
  void shareOfRawFrames_isReachedFromTheGoalOn(double ours, Verdict verdict) {
    for (Scenario scenario : List.of(Scenario.GROUPS_1, Scenario.GROUPS_10)) {
      BusResults results =
          results(
              Figures.outcome(DUAL_BUS, scenario, ours, 0),
              Figures.outcome(RAW_FRAMES, scenario, 100, 0));
      assertThat(goal(results, scenario.title(), "raw").verdict()).isEqualTo(verdict);
    }
  }

  @Test
  void peers_haveGoalsOfTheirOwn() {
    BusResults results =
        results(
            Figures.outcome(DUAL_BUS, Scenario.GROUPS_10, 1_000, 0),
            Figures.outcome(JEDIS, Scenario.GROUPS_10, 160, 0),
            Figures.outcome(REDISSON, Scenario.GROUPS_10, 101, 0),
            Figures.outcome(SPRING, Scenario.GROUPS_10, 5, 0));
    assertThat(goal(results, "10 groups", "Jedis").verdict()).isEqualTo(Verdict.REACHED);
    assertThat(goal(results, "10 groups", "Redisson").verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(goal(results, "10 groups", "spring"))
        .extracting(Goal::measured, Goal::verdict)
        .containsExactly("200", Verdict.REACHED);
    assertThat(goal(results, "1 group,", "spring").verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  @Test
  void marketData_isComparedWithPeersOverStreams() {
    BusResults results =
        results(
            Figures.outcome(DUAL_BUS, Scenario.MARKET_10, 69, 0),
            Figures.outcome(RAW_FRAMES, Scenario.MARKET_10, 100, 0),
            Figures.outcome(JEDIS, Scenario.GROUPS_10, 9, 0));
    assertThat(goal(results, "market data", "raw").verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(goal(results, "market data", "Jedis").verdict()).isEqualTo(Verdict.REACHED);
  }

  @Test
  void ratio_isTheMedianOfTheRounds() {
    BusResults.Round[] rounds = new BusResults.Round[3];
    double[] ours = {10, 70, 80};
    for (int i = 0; i < 3; i++) {
      rounds[i] =
          Figures.round(
              1,
              List.of(
                  Figures.outcome(DUAL_BUS, Scenario.MARKET_10, ours[i], 0),
                  Figures.outcome(RAW_FRAMES, Scenario.MARKET_10, 100, 0)));
    }
    assertThat(goal(Figures.results(0, rounds), "market data", "raw").measured()).isEqualTo("0.70");
  }

  @Test
  void medianLatency_isComparedWithTheBestStreamPeerOfTheRound() {
    BusResults results =
        results(
            Figures.steady(DUAL_BUS_NONE, Scenario.MARKET_10_AT_15K, 0.3, 3).outcome(),
            Figures.steady(RAW_FRAMES, Scenario.MARKET_10_AT_15K, 0.2, 2.9).outcome(),
            Figures.steady(JEDIS, Scenario.GROUPS_10_AT_15K, 0.5, 7).outcome(),
            Figures.steady(REDISSON, Scenario.GROUPS_10_AT_15K, 2, 9).outcome());
    Goal median = goal(results, "15,000", "p50");
    assertThat(median.verdict()).as("0.3 is more than half of 0.5").isEqualTo(Verdict.NOT_REACHED);
    assertThat(median.measured()).startsWith("0.60 (0.30 ms to 0.50 ms");
    assertThat(goal(results, "15,000", "p99").verdict())
        .as("3 ms is later than 2.9 ms")
        .isEqualTo(Verdict.NOT_REACHED);
  }

  @Test
  void latency_atARateNotKeptUpWith_reachesNothing() {
    Figures.Steady ours = Figures.steady(DUAL_BUS_NONE, Scenario.MARKET_10_AT_50K, 0.1, 0.2);
    Outcome raw = Figures.steady(RAW_FRAMES, Scenario.MARKET_10_AT_50K, 1, 2).outcome();
    assertThat(goal(results(ours.outcome(), raw), "50,000", "p99").verdict())
        .isEqualTo(Verdict.REACHED);
    Goal behind = goal(results(ours.at(40_000).outcome(), raw), "50,000", "p99");
    assertThat(behind.verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(behind.measured()).contains("did not keep up");
  }

  @ParameterizedTest
  @CsvSource({
    "MARKET_10_AT_50K, 0.12, 0.79, REACHED",
    "MARKET_10_AT_50K, 0.13, 0.1, NOT_REACHED",
    "MARKET_10_AT_50K, 0.01, 0.9, NOT_REACHED",
    "GROUPS_10_AT_50K, 0.35, 0.59, REACHED",
    "GROUPS_10_AT_50K, 0.36, 0.1, NOT_REACHED",
    "GROUPS_10_AT_50K, 0.01, 0.7, NOT_REACHED"
  })
  void cost_needsBothFigures(Scenario scenario, double cpu, double p50, Verdict verdict) {
    BusResults results = results(Figures.steady(DUAL_BUS, scenario, p50, 5).cpu(cpu).outcome());
    assertThat(goal(results, scenario.title() + ", linger adaptive").verdict()).isEqualTo(verdict);
  }

  @Test
  void durablePublish_isComparedWithItself() {
    BusResults results =
        results(
            Figures.outcome(DUAL_BUS, Scenario.PUBLISH, 100, 0),
            Figures.outcome(DUAL_BUS, Scenario.PUBLISH_DURABLE, 39, 0));
    assertThat(goal(results, "publish on disk").verdict()).isEqualTo(Verdict.NOT_REACHED);
  }

  @Test
  void idle_wakeUpsAndCpu_areJudgedOneByOne() {
    BusResults results = withIdle(Figures.idle(60, 0.002, 780, 312));
    assertThat(goal(results, "MarketData Redis"))
        .extracting(Goal::measured, Goal::verdict)
        .containsExactly("0.050", Verdict.REACHED);
    assertThat(goal(results, "each publisher"))
        .extracting(Goal::measured, Goal::verdict)
        .containsExactly("1.000", Verdict.REACHED);
    assertThat(goal(results, "each reader"))
        .extracting(Goal::measured, Goal::verdict)
        .containsExactly("0.200", Verdict.REACHED);
    BusResults busier = withIdle(Figures.idle(60, 0.003, 790, 330));
    assertThat(goal(busier, "MarketData Redis").verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(goal(busier, "each publisher").verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(goal(busier, "each reader").verdict()).isEqualTo(Verdict.NOT_REACHED);
  }

  @Test
  void idle_watchedTooShortly_isNotMeasured() {
    Goal goal = goal(withIdle(Figures.idle(10, 0.0016, 0, 0)), "MarketData Redis");
    assertThat(goal.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(goal.measured()).contains("needs 60 s");
  }

  @ParameterizedTest
  @CsvSource({"1000000, 1.9, REACHED", "1000000, 2.1, NOT_REACHED", "999999, 1.9, NOT_MEASURED"})
  void express_isAtMostTwiceAsLateBesideAFullBacklog(long backlog, double p99, Verdict verdict) {
    BusResults results = withExpress(Figures.express(false, backlog, 1, p99));
    assertThat(goal(results, "express lane").verdict()).isEqualTo(verdict);
  }

  @Test
  void express_onDisk_isAnotherRow() {
    BusResults results = withExpress(Figures.express(true, 1_000_000, 1, 1));
    assertThat(
            Goals.of(results).stream()
                .filter(goal -> goal.what().contains("express lane"))
                .map(Goal::verdict))
        .containsExactly(Verdict.NOT_MEASURED, Verdict.REACHED);
  }

  @Test
  void allocation_leavesOutWhatTheHarnessMade() {
    BusResults results = results(Figures.outcome(DUAL_BUS, Scenario.MARKET_10, 100, 0));
    assertThat(goal(results, "bytes allocated", "market data"))
        .extracting(Goal::measured, Goal::verdict)
        .containsExactly("50", Verdict.REACHED);
  }

  @Test
  void faults_ofOursInAnyRun_countAndThoseOfOthersDoNot() {
    Outcome lossyPeer = Figures.outcome(JEDIS, Scenario.GROUPS_10, 100, 7);
    Outcome clean = Figures.outcome(DUAL_BUS, Scenario.GROUPS_10, 100, 0);
    assertThat(goal(results(lossyPeer, clean), "lost").verdict()).isEqualTo(Verdict.REACHED);
    Outcome lossy = Figures.outcome(DUAL_BUS_NONE, Scenario.GROUPS_1, 100, 1);
    Goal goal = goal(results(lossyPeer, clean, lossy), "lost");
    assertThat(goal.verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(goal.measured()).startsWith("1 / 0 / 0 in 2 runs with 2 stalls");
  }

  @Test
  void nothingThatCameThrough_isMeasuredAndNotReached() {
    BusResults results =
        results(
            Figures.outcome(DUAL_BUS, Scenario.MARKET_10, 0, 0),
            Figures.outcome(RAW_FRAMES, Scenario.MARKET_10, 100, 0));
    assertThat(goal(results, "market data", "raw").verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(goal(results, "bytes allocated", "market data").verdict())
        .isEqualTo(Verdict.NOT_MEASURED);
    assertThat(MarkdownReport.of(results)).doesNotContain("NaN", "Infinity", "\u221e");
  }

  @Test
  void peersThatDidNotKeepUp_areSaidNotTo() {
    Outcome ours = Figures.steady(DUAL_BUS_NONE, Scenario.MARKET_10_AT_50K, 0.1, 0.2).outcome();
    Figures.Steady peer = Figures.steady(JEDIS, Scenario.GROUPS_10_AT_50K, 500, 600);
    assertThat(goal(results(ours, peer.at(40_000).outcome()), "50,000", "p50").measured())
        .contains("no peer kept up");
    assertThat(goal(results(ours, peer.outcome()), "50,000", "p50").measured())
        .doesNotContain("kept up");
  }
}
