package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.StateCodec;
import dev.nautilus.message.RiskAlert;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// An engine that keeps its state passes; one that forgets a part of it is caught.
class LedgerContractTest extends EngineContract {
  @Override
  protected EngineDefinition newEngine() {
    return new LedgerApplication.Ledger().definition();
  }

  @Override
  protected void play(EngineHarness engine) {
    for (int i = 1; i <= 12; i++) {
      engine.send(LedgerApplication.ENTRY, new RiskAlert("entry", 0.1 * i));
    }
  }

  private static EngineDefinition forgetful() {
    AtomicLong heard = new AtomicLong();
    return EngineDefinition.named("forgetful")
        .on(
            MessageType.RISK_ALERT,
            (message, outbox) ->
                outbox.emit(MessageType.RISK_ALERT, new RiskAlert("N", heard.incrementAndGet())))
        .emits(MessageType.RISK_ALERT)
        .keeps(StateCodec.of(1, "nothing", out -> {}, in -> {}))
        .build();
  }

  @Test
  void dying_engineForgets_isCaught() {
    EngineHarness engine = EngineHarness.dying(LedgerContractTest::forgetful, 1, 2);
    engine.send(MessageType.RISK_ALERT, new RiskAlert("A", 1));
    assertThatThrownBy(() -> engine.send(MessageType.RISK_ALERT, new RiskAlert("A", 1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("must say the same again");
  }
}
