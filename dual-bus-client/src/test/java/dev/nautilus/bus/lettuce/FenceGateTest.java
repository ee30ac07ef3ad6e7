package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.legacy.Fences;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class FenceGateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BUS = "{md:app:0}";
  private final FenceGate gate = new FenceGate(EngineMode.LEGACY);

  private static Fences fences() {
    return new Fences(
        new Migration(
            EngineType.RISK,
            "t",
            EngineMode.LEGACY,
            EngineMode.DUAL,
            Migration.Phase.FENCED,
            Map.of(Fences.open(BUS), "1=5")));
  }

  private static Message<MarketData> message(long sequence) {
    return new Message<>(
        MessageType.MARKET_DATA,
        new MarketData(InstrumentId.of("AAPL"), 1),
        new Envelope(
            new MessageId(BUS, 1, sequence),
            EngineType.HUB,
            "hub-1",
            Instant.EPOCH,
            Priority.NORMAL,
            "AAPL",
            null,
            null,
            null,
            null,
            false,
            false));
  }

  /// One that waits must not keep the others from running.
  private static void onAThreadOfItsOwn(Runnable task) {
    Thread thread = new Thread(task, "fence-gate-test");
    thread.setDaemon(true);
    thread.start();
  }

  private CompletableFuture<Boolean> later(EngineMode side, long sequence) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gate.admits(side, message(sequence));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        FenceGateTest::onAThreadOfItsOwn);
  }

  @Test
  void settled_everythingIsHandledWhereItComes() throws InterruptedException {
    assertThat(gate.admits(EngineMode.LEGACY, message(1))).isTrue();
  }

  @Test
  void moving_eachMessageIsHandledAtExactlyOneSide() throws InterruptedException {
    gate.move(EngineMode.DUAL, "t");
    assertThat(gate.admits(EngineMode.DUAL, message(1))).as("before any fence").isFalse();
    gate.hold();
    CompletableFuture<Boolean> early = later(EngineMode.DUAL, 5);
    CompletableFuture<Boolean> late = later(EngineMode.DUAL, 6);
    assertThat(gate.admits(EngineMode.LEGACY, message(5))).isTrue();

    gate.fenced(fences());
    assertThat(early).succeedsWithin(PATIENCE).isEqualTo(false);
    assertThat(gate.admits(EngineMode.LEGACY, message(5))).isTrue();
    assertThat(gate.admits(EngineMode.LEGACY, message(6))).isFalse();
    assertThat(late).isNotDone();

    gate.finished();
    assertThat(late).succeedsWithin(PATIENCE).isEqualTo(true);
    gate.settled(EngineMode.DUAL, fences());
    assertThat(gate.admits(EngineMode.DUAL, message(5))).as("carried late").isFalse();
    assertThat(gate.admits(EngineMode.DUAL, message(7))).isTrue();
  }

  @Test
  void openingFence_ofThisMove_waitsForThePositions() {
    gate.move(EngineMode.DUAL, "t");
    CompletableFuture<Void> ours = fence("t");
    assertThat(fence("another")).succeedsWithin(PATIENCE);
    assertThat(ours).isNotDone();
    gate.fenced(fences());
    assertThat(ours).succeedsWithin(PATIENCE);
  }

  private CompletableFuture<Void> fence(String token) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            gate.awaitFences(token);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        FenceGateTest::onAThreadOfItsOwn);
  }

  @Test
  void givenUp_whatWaitsAtTheNewSideIsNotHandledThere() throws InterruptedException {
    gate.move(EngineMode.DUAL, "t");
    gate.hold();
    CompletableFuture<Boolean> waiting = later(EngineMode.DUAL, 6);
    gate.givenUp(EngineMode.LEGACY);
    assertThat(waiting)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withRootCauseInstanceOf(RejectedExecutionException.class);
    assertThat(gate.admits(EngineMode.LEGACY, message(6))).isTrue();
  }

  @Test
  void movedAgain_whatWasBeforeTheLastFencesIsStillNotHandled() throws InterruptedException {
    gate.settled(EngineMode.LEGACY, fences());
    gate.move(EngineMode.DUAL, "next");
    assertThat(gate.admits(EngineMode.LEGACY, message(5))).as("read late").isFalse();
    assertThat(gate.admits(EngineMode.LEGACY, message(6))).isTrue();

    gate.givenUp(EngineMode.LEGACY);
    assertThat(gate.admits(EngineMode.LEGACY, message(5))).as("given up").isFalse();
    assertThat(gate.admits(EngineMode.LEGACY, message(6))).isTrue();
  }

  @Test
  void closed_nothingIsHandled() {
    gate.close();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> gate.admits(EngineMode.LEGACY, message(1)));
  }
}
