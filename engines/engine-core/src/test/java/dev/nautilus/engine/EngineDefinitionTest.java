package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.RiskAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineDefinitionTest {
  private final List<Object> emitted = new ArrayList<>();
  private final Outbox outbox =
      new Outbox() {
        @Override
        public <P> void emit(MessageType<P> type, P payload, Priority priority) {
          emitted.add(payload);
        }

        @Override
        public void ask(Backfill backfill) {
          emitted.add(backfill);
        }
      };

  private static <P> Reaction<P> nothing() {
    return (message, to) -> {};
  }

  @Test
  void on_sameTypeTwice_isRefused() {
    var builder = EngineDefinition.named("risk").on(MessageType.QUOTE, nothing());
    assertThatThrownBy(() -> builder.on(MessageType.QUOTE, nothing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quote");
  }

  @Test
  void emits_sameTypeTwice_isRefused() {
    var builder = EngineDefinition.named("risk");
    assertThatThrownBy(() -> builder.emits(MessageType.RISK_ALERT, MessageType.RISK_ALERT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("risk_alert");
  }

  @Test
  void build_hearsNothingAndHasNoTimer_isRefused() {
    assertThatThrownBy(() -> EngineDefinition.named("risk").emits(MessageType.RISK_ALERT).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hear a type or have a timer");
  }

  @Test
  void build_onlyTimer_isAnEngine() {
    assertThatCode(
            () ->
                EngineDefinition.named("clock")
                    .every(Duration.ofSeconds(1), (now, to) -> {})
                    .build())
        .doesNotThrowAnyException();
  }

  @Test
  void named_upperCase_isRefused() {
    assertThatThrownBy(() -> EngineDefinition.named("Risk"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_zero_isRefused() {
    var builder = EngineDefinition.named("risk");
    assertThatThrownBy(() -> builder.every(Duration.ZERO, (now, to) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  @Test
  void snapshot_twice_isRefused() {
    var builder = EngineDefinition.named("risk").snapshot(() -> "one");
    assertThatThrownBy(() -> builder.snapshot(() -> "two"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void warmUp_twice_isRefused() {
    Backfill bars = Backfill.bars(InstrumentId.of("AAPL"), BarSpec.DAY, 10);
    var builder = EngineDefinition.named("risk").warmUp(List.of(bars), (asked, answer, to) -> {});
    assertThatThrownBy(() -> builder.warmUp(List.of(bars), (asked, answer, to) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void react_typeItDoesNotHear_isRefused() {
    EngineDefinition risk = EngineDefinition.named("risk").on(MessageType.QUOTE, nothing()).build();
    assertThatThrownBy(() -> risk.react(Messages.alert("A", 0.5), outbox))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("risk_alert");
  }

  @Test
  void emit_undeclaredType_isRefused() {
    EngineDefinition risk =
        EngineDefinition.named("risk")
            .on(MessageType.RISK_ALERT, (m, to) -> to.emit(MessageType.RISK_ALERT, m.payload()))
            .build();
    assertThatThrownBy(() -> risk.react(Messages.alert("A", 0.5), outbox))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must emit one of []");
    assertThat(emitted).isEmpty();
  }

  @Test
  void emit_declaredType_reachesTheOutbox() throws Exception {
    EngineDefinition risk =
        EngineDefinition.named("risk")
            .on(MessageType.RISK_ALERT, (m, to) -> to.emit(MessageType.RISK_ALERT, m.payload()))
            .emits(MessageType.RISK_ALERT)
            .build();
    risk.react(Messages.alert("A", 0.5), outbox);
    assertThat(emitted).containsExactly(new RiskAlert("A", 0.5));
  }

  @Test
  void tick_timer_getsTheTimeItIsGiven() throws Exception {
    List<Instant> seen = new ArrayList<>();
    EngineDefinition clock =
        EngineDefinition.named("clock")
            .every(Duration.ofSeconds(1), (now, to) -> seen.add(now))
            .build();
    clock.tick(clock.timers().getFirst(), Instant.EPOCH, outbox);
    assertThat(seen).containsExactly(Instant.EPOCH);
  }

  @Test
  void bars_minutes_reachOverAWeekend() {
    Backfill twoSessions = Backfill.bars(InstrumentId.of("AAPL"), BarSpec.MINUTE, 500);
    assertThat(twoSessions.reach()).isEqualTo(Duration.ofDays(6));
    assertThat(twoSessions.rows()).isEqualTo(500);
  }

  @Test
  void bars_days_reachOverAYearOfWeekends() {
    assertThat(Backfill.bars(InstrumentId.of("AAPL"), BarSpec.DAY, 252).reach())
        .isEqualTo(Duration.ofDays(369));
  }

  @Test
  void bars_volumeClock_isRefused() {
    assertThatThrownBy(() -> Backfill.bars(InstrumentId.of("AAPL"), BarSpec.of("volume:10000"), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("volume:10000");
  }

  @Test
  void backfill_nothingToAskFor_isRefused() {
    assertThatThrownBy(() -> new Backfill(List.of(), List.of(), null, Duration.ofDays(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
