package dev.nautilus.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.desk.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalCountTest {
  private static final Instant START = Instant.parse("2026-11-20T17:00:00Z");
  private final IntervalCount count = new IntervalCount(START);

  @Test
  void end_countsEachRequestInOneInterval() {
    count.add(Outcome.SERVED, 1_000_000);
    count.add(Outcome.STALE, 2_000_000);
    count.add(Outcome.CALLED, 9_000_000);
    count.add(Outcome.REFUSED, 50_000_000);

    HistoryRow.Interval first = count.end(START.plusSeconds(60));
    HistoryRow.Interval second = count.end(START.plusSeconds(90));

    assertThat(first.length()).isEqualTo(Duration.ofMinutes(1));
    assertThat(first.served()).isEqualTo(2);
    assertThat(first.stale()).isEqualTo(1);
    assertThat(first.called()).isEqualTo(1);
    assertThat(first.refused()).isEqualTo(1);
    assertThat(first.saved()).as("13 callers x 3 answers - 1 call").isEqualTo(38);
    assertThat(first.hitRate()).isEqualTo(2.0 / 3);
    assertThat(first.meanLatencyMillis()).as("of those answered").isEqualTo(4.0);
    assertThat(second.length()).isEqualTo(Duration.ofSeconds(30));
    assertThat(second.answered()).isZero();
  }

  @Test
  void end_withoutRequests_hasNoRates() {
    HistoryRow.Interval quiet = count.end(START.plusSeconds(60));

    assertThat(quiet.hitRate()).isNull();
    assertThat(quiet.meanLatencyMillis()).isNull();
    assertThat(quiet.saved()).isZero();
  }
}
