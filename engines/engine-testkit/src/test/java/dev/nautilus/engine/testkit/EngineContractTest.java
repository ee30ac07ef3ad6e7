package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.RiskAlert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An engine that keeps the contract passes it; each kind of offender is caught.
@SuppressWarnings("JUnitMethodInvoked") // here the tests of the contract are what is tested
class EngineContractTest extends EngineContract {
  @Override
  protected EngineDefinition newEngine() {
    return counting(new ArrayList<>());
  }

  private static EngineDefinition counting(List<RiskAlert> heard) {
    return EngineDefinition.named("counting")
        .on(
            MessageType.RISK_ALERT,
            (message, outbox) -> {
              heard.add(message.payload());
              outbox.emit(MessageType.RISK_ALERT, new RiskAlert("N", heard.size()));
            })
        .emits(MessageType.RISK_ALERT)
        .snapshot(() -> List.copyOf(heard))
        .build();
  }

  @Override
  protected void play(EngineHarness engine) {
    engine.send(MessageType.RISK_ALERT, new RiskAlert("A", 1));
    engine.send(MessageType.RISK_ALERT, new RiskAlert("B", 2));
  }

  /// One state for all engines.
  private static final class Shared extends Offender {
    private final List<RiskAlert> heard = new ArrayList<>();

    @Override
    protected EngineDefinition newEngine() {
      return counting(heard);
    }
  }

  /// Declares more than it says.
  private static final class Boaster extends Offender {
    @Override
    protected EngineDefinition newEngine() {
      return EngineDefinition.named("boaster")
          .on(
              MessageType.RISK_ALERT,
              (message, outbox) -> outbox.emit(MessageType.RISK_ALERT, message.payload()))
          .emits(MessageType.RISK_ALERT, MessageType.RISK_STATE)
          .build();
    }
  }

  /// Shows its state instead of a copy.
  private static final class Exhibitionist extends Offender {
    @Override
    protected EngineDefinition newEngine() {
      List<RiskAlert> heard = new ArrayList<>();
      return EngineDefinition.named("open")
          .on(MessageType.RISK_ALERT, (message, outbox) -> heard.add(message.payload()))
          .snapshot(() -> heard)
          .build();
    }
  }

  private abstract static class Offender extends EngineContract {
    @Override
    protected void play(EngineHarness engine) {
      engine.send(MessageType.RISK_ALERT, new RiskAlert("A", 1));
    }
  }

  @Test
  void contract_sharedState_isCaught() {
    assertThatThrownBy(() -> new Shared().newEngine_twice_sharesNoState())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> new Shared().scenario_playedTwice_emitsTheSameBytes())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void contract_declaredButNeverEmitted_isCaught() {
    assertThatThrownBy(() -> new Boaster().scenario_played_emitsEveryDeclaredTypeAndNoOther())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("risk_state");
  }

  @Test
  void contract_mutableView_isCaught() {
    assertThatThrownBy(() -> new Exhibitionist().view_takenBeforeTheScenario_doesNotChange())
        .isInstanceOf(AssertionError.class);
  }
}
