package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.RiskAlert;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineHarnessTest {
  private final List<Object> seen = new ArrayList<>();

  private final EngineHarness engine =
      EngineHarness.of(
          EngineDefinition.named("echo")
              .on(
                  MessageType.RISK_ALERT,
                  (message, outbox) -> {
                    seen.add(message.envelope().sequence());
                    outbox.emit(MessageType.RISK_ALERT, message.payload());
                    if (message.payload().threshold() < 0) {
                      throw new IOException("below zero");
                    }
                  })
              .emits(MessageType.RISK_ALERT)
              .warmUp(
                  List.of(Backfill.bars(InstrumentId.of("AAPL"), BarSpec.DAY, 5)),
                  (asked, answer, outbox) -> seen.add(asked.rows()))
              .every(Duration.ofSeconds(1), (now, outbox) -> seen.add(now))
              .snapshot(() -> List.copyOf(seen))
              .build());

  @Test
  void send_twoMessages_emitsInOrder() {
    engine.send(MessageType.RISK_ALERT, new RiskAlert("A", 1));
    engine.send(MessageType.RISK_ALERT, new RiskAlert("B", 2));
    assertThat(engine.outbox().of(MessageType.RISK_ALERT))
        .containsExactly(new RiskAlert("A", 1), new RiskAlert("B", 2));
    assertThat(engine.outbox().last(MessageType.RISK_ALERT).threshold()).isEqualTo(2);
    assertThat(seen).containsExactly(1L, 2L);
  }

  @Test
  void send_reactionThrows_emitsNothingAndThrowsAtTheTest() {
    assertThatThrownBy(() -> engine.send(MessageType.RISK_ALERT, new RiskAlert("A", -1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("risk_alert of echo")
        .hasCauseInstanceOf(IOException.class);
    assertThat(engine.outbox().all()).isEmpty();
    assertThat(engine.outbox().bytes()).isEmpty();
  }

  @Test
  void send_typeItDoesNotHear_isRefused() {
    assertThatThrownBy(
            () -> engine.send(MessageType.TICK, Samples.smallest(MessageType.TICK.payload())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tick");
  }

  @Test
  void single_twoMessages_failsAndListsThem() {
    engine.send(MessageType.RISK_ALERT, new RiskAlert("A", 1));
    engine.send(MessageType.RISK_ALERT, new RiskAlert("B", 2));
    assertThatThrownBy(() -> engine.outbox().single(MessageType.RISK_ALERT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("were 2")
        .hasMessageContaining("\"B\"");
  }

  @Test
  void last_nothingEmitted_fails() {
    assertThatThrownBy(() -> engine.outbox().last(MessageType.RISK_ALERT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing was emitted");
  }

  @Test
  void warmUp_eachBackfill_isLearned() {
    engine.warmUp(backfill -> new DataResponse(List.of()));
    assertThat(seen).containsExactly(5);
  }

  @Test
  void tick_time_passes() {
    engine.tick(Duration.ofSeconds(3));
    assertThat(seen).containsExactly(Instant.parse("2026-01-05T14:30:03Z"));
  }

  @Test
  void ask_question_isAnswered() {
    assertThat(engine.<Integer>ask(outbox -> 42)).isEqualTo(42);
    assertThat(engine.snapshotView(List.class).isEmpty()).isTrue();
  }
}
