package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A build must not fail for what its machine did, and must fail for what a move did.
class HandoverTest {
  private static final Instant START = Instant.parse("2026-01-02T15:00:00Z");

  private long millis;
  private int number;
  private final Account risk = account();
  private final Account strategy = account();

  private Account account() {
    return new Account(() -> TimeUnit.MILLISECONDS.toNanos(millis), () -> START.plusMillis(millis));
  }

  /// Each ten milliseconds a message, so old when it comes, for those who get any.
  private void flow(long until, long age, Account... getting) {
    for (; millis < until; millis += 10) {
      number++;
      for (Account each : getting) {
        each.accept("line", number, START.plusMillis(millis - age));
      }
    }
  }

  private Handover handover() {
    flow(6_000, 0, risk, strategy);
    risk.flows(false);
    strategy.flows(false);
    return new Handover.Move(
            EngineType.RISK,
            EngineMode.DUAL,
            TimeUnit.MILLISECONDS.toNanos(900),
            TimeUnit.MILLISECONDS.toNanos(3_000))
        .judged(Map.of(EngineType.RISK, risk, EngineType.STRATEGY, strategy));
  }

  private void begins() {
    risk.flows(true);
    strategy.flows(true);
    flow(1_000, 0, risk, strategy);
  }

  @Test
  void judged_onlyTheMovedEnginePaused_isTheMovesOwn() {
    begins();
    flow(2_500, 0, strategy);
    assertThat(handover().ownSeconds()).isBetween(1.4, 1.6);
  }

  @Test
  void judged_everybodyPaused_isTheMachines() {
    begins();
    millis = 2_500;
    Handover handover = handover();
    assertThat(handover.pauseSeconds()).isBetween(1.4, 1.6);
    assertThat(handover.ownSeconds()).isLessThan(0.1);
  }

  @Test
  void judged_othersGotOldMessagesMeanwhile_isTheMachinesAsFarAsTheyAreOld() {
    begins();
    flow(2_500, 600, strategy);
    assertThat(handover().ownSeconds()).isBetween(0.8, 1.0);
  }

  @Test
  void judged_pauseAfterTheMove_isNotCounted() {
    begins();
    flow(3_500, 0, risk, strategy);
    flow(5_500, 0, strategy);
    assertThat(handover().pauseSeconds()).isZero();
  }
}
