package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MarkdownReportTest {
  private static String rowOf(String report, String title) {
    return report.lines().filter(line -> line.startsWith("| " + title)).findFirst().orElseThrow();
  }

  @Test
  void ratios_areMediansWithinRounds_andPeersOnStreamsStandInForPushedOnes() {
    BusResults.Round first =
        Figures.round(
            500_000,
            List.of(
                Figures.outcome(Candidate.DUAL_BUS, Scenario.MARKET_10, 700, 0),
                Figures.outcome(Candidate.RAW_FRAMES, Scenario.MARKET_10, 1_000, 0),
                Figures.outcome(Candidate.JEDIS, Scenario.GROUPS_10, 100, 0)));
    BusResults.Round second =
        Figures.round(
            400_000,
            List.of(
                Figures.outcome(Candidate.DUAL_BUS, Scenario.MARKET_10, 90, 0),
                Figures.outcome(Candidate.RAW_FRAMES, Scenario.MARKET_10, 100, 0),
                Figures.outcome(Candidate.JEDIS, Scenario.GROUPS_10, 10, 0)));
    String report = MarkdownReport.of(Figures.results(0.5, first, second));
    assertThat(rowOf(report, "dual-bus-client")).contains("| 0.800 | 1.00 |");
    assertThat(rowOf(report, "Jedis pipelined \\*")).contains("| 8.00 |");
    assertThat(report).contains("500,000, 400,000").doesNotContain("shared, noisy");
  }

  @Test
  void loss_inAnyRound_isShown() {
    BusResults.Round clean =
        Figures.round(1, List.of(Figures.outcome(Candidate.JEDIS, Scenario.PUBLISH, 100, 0)));
    BusResults.Round lossy =
        Figures.round(1, List.of(Figures.outcome(Candidate.JEDIS, Scenario.PUBLISH, 100, 7)));
    assertThat(rowOf(MarkdownReport.of(Figures.results(0, clean, lossy)), "Jedis"))
        .contains("| 7 / 0 / 0 / 0 |");
  }

  @Test
  void machineThatIsNotQuiet_isSaidToBeShared() {
    BusResults.Round round =
        Figures.round(1, List.of(Figures.outcome(Candidate.JEDIS, Scenario.PUBLISH, 100, 0)));
    assertThat(MarkdownReport.of(Figures.results(1.5, round))).contains("shared, noisy machine");
  }

  @Test
  void steadyRate_thatWasNotReached_isMarked() {
    Outcome slow =
        Figures.steady(Candidate.DUAL_BUS, Scenario.MARKET_10_AT_15K, 2, 3).at(5_000).outcome();
    String report = MarkdownReport.of(Figures.results(0, Figures.round(1, List.of(slow))));
    assertThat(rowOf(report, "dual-bus-client")).contains("did not keep up").contains("| 2.00 |");
  }

  @Test
  void outcome_throughJson_isTheSame() {
    Outcome before = Figures.outcome(Candidate.SPRING, Scenario.GROUPS_10, 12.5, 3);
    String json = JsonMapper.shared().writeValueAsString(before);
    assertThat(JsonMapper.shared().readValue(json, Outcome.class)).isEqualTo(before);
  }

  @Test
  void goalsComeFirst_withFlagsAndRb50_andFewRoundsAreSaid() {
    BusResults.Round round =
        Figures.round(
            500_000, List.of(Figures.outcome(Candidate.DUAL_BUS, Scenario.GROUPS_1, 7, 0)));
    String report = MarkdownReport.of(Figures.results(0, round));
    assertThat(report.indexOf("## Goals")).isBetween(0, report.indexOf("## To 1 group"));
    assertThat(report)
        .contains("1 of the 5 rounds", "`-Xmx1g`", "| RB50", "(not durable)", "not measured");
  }

  @Test
  void probes_haveTheirSections() {
    BusResults.Round round =
        new BusResults.Round(
            1,
            0,
            List.of(),
            Figures.idle(60, 0.002, 780, 312),
            List.of(Figures.express(true, 1_000_000, 1, 1.5)),
            null);
    String report = MarkdownReport.of(Figures.results(0, round));
    assertThat(report)
        .contains("13 engines that have nothing to say", "publish 780, xreadgroup 312")
        .contains("## Express lane, on disk")
        .contains("| idle | 100 | 1.00 | 1.00 | 1.00 |");
  }

  @Test
  void results_throughJson_areTheSame() {
    BusResults before =
        Figures.results(
            0,
            new BusResults.Round(
                1,
                0,
                List.of(),
                Figures.idle(60, 0.002, 780, 312),
                List.of(Figures.express(false, 5, 1, 1)),
                null));
    String json = JsonMapper.shared().writeValueAsString(before);
    assertThat(JsonMapper.shared().readValue(json, BusResults.class)).isEqualTo(before);
  }
}
