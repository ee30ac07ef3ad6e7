package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MarkdownReportTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private static Outcome outcome(
      Candidate candidate, Scenario scenario, double messages, long lost) {
    long deliveries = Math.round(messages * Math.max(1, scenario.subscribers()));
    return new Outcome(
        candidate, scenario, 2, messages, deliveries, 1, 50 * deliveries, lost, 0, 0, 0, 0, null);
  }

  private static BusResults results(double load, BusResults.Round... rounds) {
    MachineFacts machine = new MachineFacts("a processor", 2, "an OS", "25", "7.0", load);
    return new BusResults(AT, AT, machine, 1, 2, List.of(rounds));
  }

  private static String rowOf(String report, String title) {
    return report.lines().filter(line -> line.startsWith("| " + title)).findFirst().orElseThrow();
  }

  @Test
  void ratios_areMediansWithinRounds_andPeersOnStreamsStandInForPushedOnes() {
    BusResults.Round first =
        new BusResults.Round(
            500_000,
            List.of(
                outcome(Candidate.DUAL_BUS, Scenario.MARKET_10, 700, 0),
                outcome(Candidate.RAW_FRAMES, Scenario.MARKET_10, 1_000, 0),
                outcome(Candidate.JEDIS, Scenario.GROUPS_10, 100, 0)));
    BusResults.Round second =
        new BusResults.Round(
            400_000,
            List.of(
                outcome(Candidate.DUAL_BUS, Scenario.MARKET_10, 90, 0),
                outcome(Candidate.RAW_FRAMES, Scenario.MARKET_10, 100, 0),
                outcome(Candidate.JEDIS, Scenario.GROUPS_10, 10, 0)));
    String report = MarkdownReport.of(results(0.5, first, second));
    assertThat(rowOf(report, "dual-bus-client")).contains("| 0.800 | 1.00 |");
    assertThat(rowOf(report, "Jedis pipelined \\*")).contains("| 8.00 |");
    assertThat(report).contains("500,000, 400,000").doesNotContain("shared, noisy");
  }

  @Test
  void loss_inAnyRound_isShown() {
    BusResults.Round clean =
        new BusResults.Round(1, List.of(outcome(Candidate.JEDIS, Scenario.PUBLISH, 100, 0)));
    BusResults.Round lossy =
        new BusResults.Round(1, List.of(outcome(Candidate.JEDIS, Scenario.PUBLISH, 100, 7)));
    assertThat(rowOf(MarkdownReport.of(results(0, clean, lossy)), "Jedis"))
        .contains("| 7 / 0 / 0 / 0 |");
  }

  @Test
  void machineThatIsNotQuiet_isSaidToBeShared() {
    BusResults.Round round =
        new BusResults.Round(1, List.of(outcome(Candidate.JEDIS, Scenario.PUBLISH, 100, 0)));
    assertThat(MarkdownReport.of(results(1.5, round))).contains("shared, noisy machine");
  }

  @Test
  void steadyRate_thatWasNotReached_isMarked() {
    Histogram latency = new Histogram(60_000_000_000L, 3);
    latency.recordValue(2_000_000);
    Outcome slow =
        new Outcome(
            Candidate.DUAL_BUS,
            Scenario.MARKET_10_AT_15K,
            2,
            10_000,
            100_000,
            1,
            1,
            0,
            0,
            0,
            0,
            0,
            StatisticsTest.encoded(latency));
    String report = MarkdownReport.of(results(0, new BusResults.Round(1, List.of(slow))));
    assertThat(rowOf(report, "dual-bus-client")).contains("did not keep up").contains("| 2.00 |");
  }

  @Test
  void outcome_throughJson_isTheSame() {
    Outcome before = outcome(Candidate.SPRING, Scenario.GROUPS_10, 12.5, 3);
    String json = JsonMapper.shared().writeValueAsString(before);
    assertThat(JsonMapper.shared().readValue(json, Outcome.class)).isEqualTo(before);
  }
}
