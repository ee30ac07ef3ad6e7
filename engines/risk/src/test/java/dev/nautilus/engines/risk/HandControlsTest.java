package dev.nautilus.engines.risk;

import static dev.nautilus.engines.risk.Fixtures.AAPL;
import static dev.nautilus.engines.risk.RiskEngineTest.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.StressTestResult;
import dev.nautilus.message.SystemCoordination;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandControlsTest {
  private final Market market = new Market(Fixtures.properties());
  private final RiskBook book = new RiskBook(Fixtures.properties(), market);
  private final EngineHarness engine = EngineHarness.of(new RiskEngine().risk(book, market));
  private final HandControls hand = new HandControls(book, market);

  @Test
  void hand_haltsAndResumes_onlyKnownAccounts() {
    ready(engine);
    assertThat(engine.ask(outbox -> hand.halt("main", "lunch", outbox)).mode())
        .isEqualTo(Mode.HALTED);
    assertThat(engine.outbox().last(MessageType.RISK_STATE).manual()).isTrue();
    assertThat(engine.ask(outbox -> hand.resume("main", outbox)).mode()).isEqualTo(Mode.OK);
    engine.ask(outbox -> hand.halt("*", "fire", outbox));
    assertThat(engine.snapshotView(RiskView.class).everyone()).isEqualTo(Mode.HALTED);
    SystemCoordination told = engine.outbox().single(MessageType.SYSTEM_COORDINATION);
    assertThat(told.action()).isEqualTo("halt");
    assertThat(told.requestedBy()).isEqualTo("operator");
    assertThat(told.reason()).isEqualTo("fire");
    engine.ask(outbox -> hand.resume("*", outbox));
    assertThat(engine.outbox().last(MessageType.SYSTEM_COORDINATION).action()).isEqualTo("resume");
    assertThat(engine.outbox().last(MessageType.RISK_STATE).mode()).isEqualTo(Mode.OK);
    assertThatThrownBy(() -> engine.ask(outbox -> hand.halt("nobody", "x", outbox)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void hand_setsLimits_andWrongOnesAreRefused() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "300", "100"));
    engine.ask(outbox -> hand.limit(Map.of("issuer", 0.25), outbox));
    assertThat(engine.outbox().last(MessageType.RISK_STATE).mode()).isEqualTo(Mode.HALTED);
    assertThatThrownBy(() -> engine.ask(outbox -> hand.limit(Map.of("luck", 1.0), outbox)))
        .hasMessageContaining("luck");
    assertThatThrownBy(() -> engine.ask(outbox -> hand.limit(Map.of("var", -1.0), outbox)))
        .hasMessageContaining("above 0");
  }

  @Test
  void stress_moves_takeValueTimesMove() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "100", "100"));
    StressTestResult result =
        engine.ask(
            outbox -> hand.stress("main", "down", Stress.moves(Map.of("AAPL", -0.25)), outbox));
    assertThat(result.profitAndLoss()).isEqualTo(new BigDecimal("-2500.00"));
    assertThat(result.fraction()).hasValue(-0.025);
    LocalDate day = LocalDate.of(2026, 1, 4);
    assertThat(market.returnOn(AAPL, day)).isPresent();
    assertThat(market.returnOn(AAPL, day.plusDays(7))).isEmpty();
  }
}
