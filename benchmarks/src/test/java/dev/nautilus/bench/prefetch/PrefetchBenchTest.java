package dev.nautilus.bench.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefetchBenchTest {
  private static final int LENGTH = 60_000;

  @ParameterizedTest
  @EnumSource
  void everyTrace_reachesItsGoals_onSeveralSeeds(TraceKind kind) {
    for (long seed : new long[] {1, 42, 20261127}) {
      TraceRun.Result result = TraceRun.play(kind.trace(seed, LENGTH));

      assertThat(PrefetchBench.missed(kind, result)).as("%s, seed %d", kind, seed).isEmpty();
    }
  }

  @Test
  void workflow_isFetchedBeforeItIsAskedFor() {
    TraceRun.Result result = TraceRun.play(TraceKind.ZIPF_SYMBOLS.trace(7, LENGTH));

    assertThat(result.coverage()).as("misses that were foreseen").isGreaterThan(0.5);
  }

  @Test
  void trace_ofOneSeed_isOneTrace() {
    List<Ask> one = TraceKind.ZIPF_SYMBOLS.trace(5, 1000);
    List<Ask> again = TraceKind.ZIPF_SYMBOLS.trace(5, 1000);

    assertThat(again).isEqualTo(one);
    assertThat(TraceKind.ZIPF_SYMBOLS.trace(6, 1000)).isNotEqualTo(one);
  }

  @Test
  void report_hasARowForEveryTrace() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    PrefetchBench.report(
        PrefetchBench.Options.of(List.of("--seed", "9", "--length", "2000")),
        new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("seed 9", "| adversarial random |", "| markov with noise |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sed 1", "--seed", "--seed x", "--length 10"})
  void options_thatMakeNoSense_areRefused(String args) {
    assertThatThrownBy(() -> PrefetchBench.Options.of(List.of(args.split(" "))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 100, true", "2, 100, false", "1, 100, true"})
  void goal_ofExtraCalls_isLessThanTwoInAHundred(long more, long without, boolean reached) {
    TraceRun.Result result = new TraceRun.Result(1, without, without + more, 0, 0, List.of());

    assertThat(PrefetchBench.missed(TraceKind.UNIFORM_RANDOM, result).isEmpty()).isEqualTo(reached);
  }
}
