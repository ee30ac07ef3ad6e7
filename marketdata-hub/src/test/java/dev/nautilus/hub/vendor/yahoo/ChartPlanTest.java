package dev.nautilus.hub.vendor.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-04T18:00:00Z");
  private static final InstrumentId MOVE = InstrumentId.of("^MOVE");

  private static Outcome<ChartPlan> plan(
      String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
    VendorQuery asked =
        new VendorQuery(
            MessageType.BAR, List.of(MOVE), BarSpec.of(interval), from, to, limit, null);
    return ChartPlan.bars(asked, MOVE, NOW);
  }

  private static ChartPlan good(Outcome<ChartPlan> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<ChartPlan>) outcome).value();
  }

  private static Refusal refusal(Outcome<ChartPlan> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<ChartPlan>) outcome).refused().why();
  }

  @Test
  void minutes_longRange_areSplitWithoutSeams() {
    Instant from = NOW.minus(Duration.ofDays(20));

    List<ChartCall> calls = good(plan("1m", from, null, 0)).calls();

    assertThat(calls).hasSize(3);
    assertThat(calls.getFirst().from()).isEqualTo(from);
    assertThat(calls.getLast().to()).isEqualTo(NOW);
    for (int i = 1; i < calls.size(); i++) {
      assertThat(calls.get(i).from()).isEqualTo(calls.get(i - 1).to());
    }
  }

  @Test
  void minutes_furtherBackThanKept_areClampedOrRefused() {
    ChartPlan partly = good(plan("1m", NOW.minus(Duration.ofDays(40)), NOW, 0));

    assertThat(partly.clamped()).isTrue();
    assertThat(partly.calls().getFirst().from()).isAfter(NOW.minus(Duration.ofDays(30)));
    assertThat(
            refusal(plan("1m", NOW.minus(Duration.ofDays(50)), NOW.minus(Duration.ofDays(40)), 0)))
        .isEqualTo(Refusal.NO_DATA);
  }

  @Test
  void range_backwardsOrUnknownInterval_isBadRequest() {
    assertThat(refusal(plan("1d", NOW, NOW.minusSeconds(1), 0))).isEqualTo(Refusal.BAD_REQUEST);
    assertThat(refusal(plan("7m", null, null, 0))).isEqualTo(Refusal.BAD_REQUEST);
    assertThat(refusal(plan("volume:10", null, null, 0))).isEqualTo(Refusal.BAD_REQUEST);
  }

  @Test
  void limit_withoutRange_reachesBackFarEnough() {
    ChartCall call = good(plan("1d", null, null, 500)).calls().getFirst();

    assertThat(call.from()).isBefore(NOW.minus(Duration.ofDays(700)));
    assertThat(good(plan("1d", null, null, 500)).clamped()).isFalse();
  }

  @Test
  void url_symbolAndRange_areEncoded() {
    ChartCall call = good(plan("1d", null, null, 0)).calls().getFirst();

    assertThat(call.uri(URI.create("http://h")))
        .hasToString("http://h/v8/finance/chart/%5EMOVE?interval=1d&range=1y&includePrePost=false");
  }
}
