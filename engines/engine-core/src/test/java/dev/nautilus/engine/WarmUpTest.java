package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  private EngineDefinition learner() {
    return EngineDefinition.named("learner")
        .on(MessageType.TICK, (message, outbox) -> seen.add("tick"))
        .warmUp(
            List.of(Backfill.bars(AAPL, BarSpec.MINUTE, 10), Backfill.bars(AAPL, BarSpec.DAY, 10)),
            (asked, answer, outbox) -> seen.add("history " + asked.interval()))
        .build();
  }

  private static CompletableFuture<DataResponse> answer(@Nullable String refusal) {
    Freshness freshness = refusal == null ? Freshness.FRESH : Freshness.REFUSED;
    return CompletableFuture.completedFuture(
        new DataResponse(
            List.of(new Answer(AAPL, "bar", freshness, 0, List.of(), refusal, refusal))));
  }

  @Test
  void warmUp_liveMessagesMeanwhile_comeAfterHistory() throws InterruptedException {
    CompletableFuture<DataResponse> late = new CompletableFuture<>();
    try (EngineRig rig = new EngineRig(learner(), backfill -> late)) {
      rig.host.start();
      rig.awaitState(EngineState.WARMING_UP);
      rig.outside.publish(MessageType.TICK, Messages.tick(1));
      await().until(() -> rig.parts.mailbox().depth() == 1);
      late.complete(answer(null).join());
      await().until(() -> seen.contains("tick"));
      assertThat(seen).containsExactly("history 1m", "history 1d", "tick");
    }
  }

  @Test
  void warmUp_hubComesLater_asksUntilItAnswers() {
    AtomicInteger asked = new AtomicInteger();
    History history =
        backfill ->
            asked.incrementAndGet() < 5
                ? CompletableFuture.failedFuture(
                    new BusException(BusException.Reason.TIMEOUT, "no reply"))
                : answer(null);
    try (EngineRig rig = new EngineRig(learner(), history)) {
      rig.host.start();
      rig.awaitState(EngineState.READY);
      assertThat(asked).hasValue(6);
      assertThat(seen).containsExactly("history 1m", "history 1d");
    }
  }

  @Test
  void warmUp_hubAway_saysWhatItWaitsFor() {
    History history =
        backfill ->
            CompletableFuture.failedFuture(
                new BusException(BusException.Reason.TIMEOUT, "no reply"));
    try (EngineRig rig = new EngineRig(learner(), history)) {
      rig.host.start();
      await().until(() -> rig.parts.progress().stage().reason().contains("does not answer"));
      assertThat(rig.parts.progress().stage().state()).isEqualTo(EngineState.WARMING_UP);
      assertThat(new EngineHealthIndicator(rig.parts.progress()).health().getStatus().getCode())
          .isEqualTo("OUT_OF_SERVICE");
    }
  }

  @Test
  void warmUp_unknownSymbol_isReadyAndSaysSo() {
    try (EngineRig rig = new EngineRig(learner(), backfill -> answer("NOT_FOUND"))) {
      rig.host.start();
      rig.awaitState(EngineState.READY);
      assertThat(rig.parts.progress().stage().reason()).contains("2 backfills were refused");
    }
  }

  @Test
  void warmUp_overBudget_asksAgainButNotForever() {
    AtomicInteger asked = new AtomicInteger();
    History history =
        backfill -> {
          asked.incrementAndGet();
          return answer("OVER_BUDGET");
        };
    try (EngineRig rig = new EngineRig(learner(), history)) {
      rig.host.start();
      rig.awaitState(EngineState.READY);
      assertThat(asked).hasValue(10);
    }
  }

  @Test
  void warmUp_historyReactionThrows_goesOnWithTheNext() {
    EngineDefinition picky =
        EngineDefinition.named("picky")
            .on(MessageType.TICK, (message, outbox) -> {})
            .warmUp(
                learner().backfills(),
                (asked, answer, outbox) -> {
                  seen.add("history " + asked.interval());
                  throw new IllegalStateException("unreadable");
                })
            .build();
    try (EngineRig rig = new EngineRig(picky, backfill -> answer(null))) {
      rig.host.start();
      rig.awaitState(EngineState.READY);
      assertThat(seen).containsExactly("history 1m", "history 1d");
      assertThat(rig.parts.meters().counted(EngineMeter.FAILED)).containsEntry("history", 2L);
    }
  }

  @Test
  void warmUp_questionThatMakesNoSense_failsTheEngine() {
    History history =
        backfill ->
            CompletableFuture.failedFuture(new IllegalArgumentException("from must lie before to"));
    try (EngineRig rig = new EngineRig(learner(), history)) {
      rig.host.start();
      rig.awaitState(EngineState.FAILED);
      assertThat(rig.parts.progress().stage().reason()).contains("from must lie before to");
    }
  }

  @Test
  void stop_whileWarmingUp_endsAtOnce() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    History history =
        backfill -> {
          asked.countDown();
          return new CompletableFuture<>();
        };
    EngineRig rig = new EngineRig(learner(), history);
    rig.host.start();
    asked.await();
    rig.outside.publish(MessageType.TICK, Messages.tick(1));
    rig.close();
    assertThat(rig.host.isRunning()).isFalse();
    assertThat(seen).isEmpty();
  }
}
