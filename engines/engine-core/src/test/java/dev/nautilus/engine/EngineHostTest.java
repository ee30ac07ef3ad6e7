package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.EngineHealth;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.SystemFailure;
import dev.nautilus.message.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EngineHostTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final List<Double> heard = Collections.synchronizedList(new ArrayList<>());

  /// Alerts on every tick; a negative price is more than it can take.
  private EngineDefinition alarm() {
    return EngineDefinition.named("alarm")
        .on(MessageType.TICK, this::onTick)
        .emits(MessageType.RISK_ALERT)
        .snapshot(() -> List.copyOf(heard))
        .build();
  }

  private void onTick(Message<Tick> message, Outbox outbox) {
    double price = message.payload().price();
    outbox.emit(MessageType.RISK_ALERT, new RiskAlert("PRICE", price));
    if (price < 0) {
      throw new IllegalStateException("negative price");
    }
    heard.add(price);
  }

  @Test
  void heardMessage_reaction_isEmitted() {
    try (EngineRig rig = EngineRig.started(alarm())) {
      Recorder<RiskAlert> alerts = Recorder.on(rig.outside, MessageType.RISK_ALERT);
      rig.outside.publish(MessageType.TICK, Messages.tick(7));
      assertThat(alerts.await(1, SOON).getFirst().payload().threshold()).isEqualTo(7);
      assertThat(rig.parts.meters().counted(EngineMeter.HEARD)).containsEntry("tick", 1L);
      assertThat(rig.parts.meters().counted(EngineMeter.EMITTED)).containsEntry("risk_alert", 1L);
    }
  }

  @Test
  void message_notWanted_neverReachesTheMailbox() {
    EngineDefinition dear =
        EngineDefinition.named("dear")
            .on(MessageType.TICK, tick -> tick.price() > 5, this::onTick)
            .on(MessageType.RISK_ALERT, alert -> alert.threshold() > 5, (alert, outbox) -> {})
            .emits(MessageType.RISK_ALERT)
            .build();
    try (EngineRig rig = EngineRig.started(dear)) {
      rig.outside.publish(MessageType.RISK_ALERT, new RiskAlert("A", 1));
      rig.outside.publish(MessageType.TICK, Messages.tick(1));
      rig.outside.publish(MessageType.TICK, Messages.tick(7));
      await().until(() -> heard.contains(7.0));
      assertThat(heard).containsExactly(7.0);
      assertThat(rig.parts.meters().counted(EngineMeter.HEARD)).containsEntry("tick", 1L);
    }
  }

  @Test
  void reaction_throws_emitsNothingAndTheEngineGoesOn() {
    try (EngineRig rig = EngineRig.started(alarm())) {
      Recorder<RiskAlert> alerts = Recorder.on(rig.outside, MessageType.RISK_ALERT);
      rig.outside.publish(MessageType.TICK, Messages.tick(-1));
      rig.outside.publish(MessageType.TICK, Messages.tick(2));
      assertThat(alerts.await(1, SOON).getFirst().payload().threshold()).isEqualTo(2);
      assertThat(rig.parts.progress().stage().state()).isEqualTo(EngineState.READY);
      assertThat(rig.parts.meters().counted(EngineMeter.FAILED)).containsEntry("tick", 1L);
      assertThat(rig.parts.mishaps().last())
          .extracting(Mishaps.Mishap::error)
          .asString()
          .contains("negative price");
    }
  }

  @Test
  void engineLogicMessage_reactionThrowsOnce_isDeliveredAgain() {
    AtomicInteger attempts = new AtomicInteger();
    EngineDefinition stubborn =
        EngineDefinition.named("stubborn")
            .on(
                MessageType.RISK_ALERT,
                (message, outbox) -> {
                  if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("not yet");
                  }
                  heard.add(message.payload().threshold());
                })
            .build();
    try (EngineRig rig = EngineRig.started(stubborn)) {
      rig.outside.publish(MessageType.RISK_ALERT, new RiskAlert("A", 0.5));
      await().until(() -> !heard.isEmpty());
      assertThat(attempts).hasValue(2);
    }
  }

  @Test
  void reaction_error_failsTheEngine() {
    EngineDefinition broken =
        EngineDefinition.named("broken")
            .on(
                MessageType.TICK,
                (message, outbox) -> {
                  throw new StackOverflowError("deep");
                })
            .build();
    try (EngineRig rig = EngineRig.started(broken)) {
      Recorder<EngineHealth> health = Recorder.on(rig.outside, MessageType.ENGINE_HEALTH);
      Recorder<SystemFailure> failures = Recorder.on(rig.outside, MessageType.SYSTEM_FAILURE);
      rig.outside.publish(MessageType.TICK, Messages.tick(1));
      rig.awaitState(EngineState.FAILED);
      SystemFailure failure = failures.await(1, SOON).getFirst().payload();
      assertThat(failure.component()).isEqualTo("broken/broken-1");
      assertThat(failure.detail()).contains("StackOverflowError");
      assertThat(failure.recovering()).isFalse();
      assertThat(rig.parts.progress().stage().reason()).contains("StackOverflowError");
      health.awaitMatch(each -> each.status() == EngineHealth.Status.FAILED, SOON);
      await().until(() -> !rig.host.isRunning());
    }
  }

  @Test
  void engineThread_ended_leavesItsMessagesToTheStandby() {
    EngineDefinition broken =
        EngineDefinition.named("broken")
            .on(
                MessageType.RISK_ALERT,
                (message, outbox) -> {
                  throw new StackOverflowError("deep");
                })
            .build();
    try (EngineRig rig = EngineRig.started(broken)) {
      Recorder<RiskAlert> standby =
          Recorder.on(rig.broker.connect(broken.type(), "broken-2"), MessageType.RISK_ALERT);
      rig.outside.publish(MessageType.RISK_ALERT, new RiskAlert("A", 0.5));
      assertThat(standby.await(1, SOON).getFirst().payload().alert()).isEqualTo("A");
    }
  }

  @Test
  void reaction_slow_isCounted() {
    AtomicLong nanos = new AtomicLong();
    EngineDefinition slow =
        EngineDefinition.named("slow")
            .on(
                MessageType.TICK,
                (message, outbox) ->
                    nanos.addAndGet((long) (message.payload().price() * 1_000_000)))
            .build();
    try (EngineRig rig = new EngineRig(slow, EngineRig::noHistory, EngineRig.reading(nanos))) {
      rig.host.start();
      rig.awaitState(EngineState.READY);
      rig.outside.publish(MessageType.TICK, Messages.tick(50));
      rig.outside.publish(MessageType.TICK, Messages.tick(51));
      await().until(() -> rig.parts.meters().total(EngineMeter.HEARD) == 2);
      await()
          .untilAsserted(
              () ->
                  assertThat(rig.parts.meters().counted(EngineMeter.SLOW))
                      .containsEntry("tick", 1L));
    }
  }

  @Test
  void timer_readyEngine_runsAgainAndAgain() {
    CountDownLatch runs = new CountDownLatch(3);
    EngineDefinition clock =
        EngineDefinition.named("clock")
            .every(
                Duration.ofMillis(1),
                (now, outbox) -> {
                  runs.countDown();
                  throw new IllegalStateException("a timer that throws is run again");
                })
            .build();
    try (EngineRig rig = EngineRig.started(clock)) {
      await().until(() -> runs.getCount() == 0);
      assertThat(rig.parts.meters().counted(EngineMeter.FAILED)).containsKey("timer");
    }
  }

  @Test
  void start_busAway_waitsForItAndSaysSo() {
    EngineRig rig = new EngineRig(alarm(), EngineRig::noHistory);
    try (rig) {
      rig.broker.cut(Bus.MARKET_DATA);
      rig.host.start();
      await().until(() -> rig.parts.progress().stage().reason().contains("cannot be reached"));
      assertThat(rig.parts.progress().stage().state()).isEqualTo(EngineState.STARTING);
      rig.broker.restore(Bus.MARKET_DATA);
      rig.awaitState(EngineState.READY);
    }
  }

  @Test
  void heartbeat_changes_areSaid() {
    EngineRig rig = new EngineRig(alarm(), EngineRig::noHistory);
    Recorder<EngineHealth> health = Recorder.on(rig.outside, MessageType.ENGINE_HEALTH);
    rig.host.start();
    EngineHealth ready =
        health.awaitMatch(each -> each.status() == EngineHealth.Status.READY, SOON).payload();
    assertThat(ready.engine()).isEqualTo("alarm");
    assertThat(ready.instance()).isEqualTo("alarm-1");
    assertThat(ready.warmUp()).isEqualTo(1);
    rig.host.stop();
    health.awaitMatch(each -> each.status() == EngineHealth.Status.STOPPING, SOON);
    rig.close();
  }

  @Test
  void stop_messagesWaiting_areWorkedOff() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    EngineDefinition blocked =
        EngineDefinition.named("blocked")
            .on(
                MessageType.TICK,
                (message, outbox) -> {
                  entered.countDown();
                  go.await();
                  heard.add(message.payload().price());
                })
            .build();
    EngineRig rig = EngineRig.started(blocked);
    for (int i = 0; i < 10; i++) {
      rig.outside.publish(MessageType.TICK, Messages.tick(i));
    }
    entered.await();
    await().until(() -> rig.parts.mailbox().depth() == 9);
    Thread stopping = Thread.ofVirtual().start(rig.host::stop);
    rig.awaitState(EngineState.STOPPING);
    go.countDown();
    stopping.join();
    assertThat(heard).hasSize(10);
    assertThat(rig.host.isRunning()).isFalse();
    rig.broker.close();
  }

  @Test
  void ask_change_isInTheViewWhenTheAnswerComes() {
    try (EngineRig rig = EngineRig.started(alarm())) {
      String answer =
          rig.host.ask(outbox -> "added " + heard.add(3.5)).toCompletableFuture().join();
      assertThat(answer).isEqualTo("added true");
      assertThat((Object) rig.host.view(List.class)).isEqualTo(List.of(3.5));
    }
  }

  @Test
  void ask_refused_reachesTheAskerAndIsNoFailure() {
    try (EngineRig rig = EngineRig.started(alarm())) {
      var answer =
          rig.host.ask(
              outbox -> {
                throw EngineException.invalid("must be smaller");
              });
      assertThatThrownBy(() -> answer.toCompletableFuture().join())
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("must be smaller");
      assertThat(rig.parts.meters().total(EngineMeter.FAILED)).isZero();
    }
  }

  @Test
  void ask_stoppedEngine_isUnavailable() {
    EngineRig rig = EngineRig.started(alarm());
    rig.close();
    assertThatThrownBy(() -> rig.host.ask(outbox -> 1))
        .isInstanceOfSatisfying(
            EngineException.class, refusal -> assertThat(refusal.isRetryable()).isTrue());
  }

  @Test
  void view_wrongType_isRefused() {
    try (EngineRig rig = EngineRig.started(alarm())) {
      assertThatThrownBy(() -> rig.host.view(String.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("java.lang.String");
    }
  }
}
