package dev.nautilus.bench.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bench.blocker.DecisionCost.Expected;
import dev.nautilus.bench.blocker.EntriesMain.Entries;
import dev.nautilus.bench.blocker.GuardDecisions.Destination;
import dev.nautilus.bench.blocker.PairedRates.Round;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockerReportTest {
  private static final Round STEADY = new Round(1_000, 990, 1_020);

  @Test
  void report_hasEveryFigureWithWhatWasExpected() {
    String text = report(3, 0).text();

    assertThat(text)
        .contains("3 rounds", "EPYC")
        .contains("| loopback | 0.5 | 1.9 | 2.0 | 1.5 | 1 to 2 ns | as expected |")
        .contains("| InetAddress.getByName | 20.0 | 94.9 | 95.0 | 75.0 |  | - |")
        .contains(
            "| GET by Lettuce on one connection | 1,010 | 990 | 0.980 | 2.0 % |"
                + " no difference above the noise | as expected |")
        .contains("| 50,000 GETs over that connection | 0 | 0 | as expected |")
        .doesNotContain("other work");
  }

  @Test
  void report_ofABusyMachine_saysSo() {
    assertThat(report(3, 4.5).text()).contains("The machine had other work");
  }

  @Test
  void report_ofOneRound_hasNoVerdict() {
    assertThat(report(1, 0).text())
        .contains("1 round,", "| 1 to 2 ns | not measured |")
        .contains("| 2.0 % | no difference above the noise | not measured |");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 2.9, as expected",
    "1.0, 3.0, as expected",
    "1.0, 3.1, more than expected",
    "2.0, 1.0, as expected"
  })
  void decision_onLoopback_mayAddTwoNanoseconds(double absent, double enforce, String verdict) {
    assertThat(cost("loopback", 3, absent, enforce, Expected.of(Destination.LOOPBACK)).verdict())
        .hasToString(verdict);
  }

  @Test
  void decision_notMeasuredInEachPresence_isNone() {
    Map<Presence, List<Double>> half = Map.of(Presence.ABSENT, List.of(1.0));

    assertThatThrownBy(() -> new DecisionCost("loopback", half, Expected.NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be measured with AUDIT");
  }

  @ParameterizedTest
  @CsvSource({
    // Without 1000 and 1100: noise of a tenth, so 950 and more is as good as 1050.
    "1000, 950, 1100, as expected",
    "1000, 900, 1100, more than expected",
    "1000, 1200, 1100, as expected",
    "1000, 500, 1300, not measured"
  })
  void rates_areHeldAgainstTheNoise(double before, double with, double after, String verdict) {
    List<Round> rounds = Collections.nCopies(3, new Round(before, with, after));

    assertThat(new PairedRates(Load.SOCKETS, rounds).verdict()).hasToString(verdict);
  }

  @Test
  void ratio_isTheMedianOfTheRounds() {
    List<Round> rounds =
        List.of(new Round(100, 50, 100), new Round(1_000, 900, 1_000), new Round(10, 10, 10));
    PairedRates rates = new PairedRates(Load.CHANNELS, rounds);

    assertThat(rates.ratio()).isEqualTo(0.9);
    assertThat(rates.with()).isEqualTo(50);
    assertThat(rates.noise()).isZero();
  }

  @Test
  void rates_ofNoCalls_areRefused() {
    assertThatThrownBy(() -> new Round(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be above 0");
    assertThatThrownBy(() -> new PairedRates(Load.SOCKETS, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"4, 0, as expected", "4, 1, more than expected", "0, 0, not measured"})
  void entries_areBelievedOnlyWhenConnectingWasSeen(
      long connecting, long established, String verdict) {
    BlockerReport one = report(3, 0);
    BlockerReport report =
        new BlockerReport(
            one.machine(),
            3,
            false,
            one.decisions(),
            one.methods(),
            one.loads(),
            new Entries(connecting, established));

    assertThat(report.text())
        .contains("GETs over that connection | %d | 0 | %s |".formatted(established, verdict));
  }

  private static BlockerReport report(int rounds, double load) {
    return new BlockerReport(
        new MachineFacts("EPYC", 2, "Linux 6", "25", "Redis 7", load),
        rounds,
        false,
        List.of(cost("loopback", rounds, 0.5, 2.0, Expected.of(Destination.LOOPBACK))),
        List.of(cost("InetAddress.getByName", rounds, 20, 95, Expected.NOTHING)),
        List.of(new PairedRates(Load.ROUND_TRIPS, Collections.nCopies(rounds, STEADY))),
        new Entries(6, 0));
  }

  private static DecisionCost cost(
      String what, int rounds, double absent, double enforce, Expected expected) {
    return new DecisionCost(
        what,
        Map.of(
            Presence.ABSENT, Collections.nCopies(rounds, absent),
            Presence.AUDIT, Collections.nCopies(rounds, enforce - 0.1),
            Presence.ENFORCE, Collections.nCopies(rounds, enforce)),
        expected);
  }
}
