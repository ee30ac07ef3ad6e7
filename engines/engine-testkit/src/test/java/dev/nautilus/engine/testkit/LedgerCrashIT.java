package dev.nautilus.engine.testkit;

import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.RiskAlert;
import java.util.List;
import java.util.stream.IntStream;

/// Of a stream that groups read: acknowledged or not, each entry counts once.
class LedgerCrashIT extends CrashContract {
  @Override
  protected Class<?> application() {
    return LedgerApplication.class;
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new LedgerApplication.Ledger().definition();
  }

  @Override
  protected List<Input<?>> inputs() {
    return IntStream.rangeClosed(1, 3_000)
        .<Input<?>>mapToObj(
            i -> new Input<>(LedgerApplication.ENTRY, new RiskAlert("entry", 0.1 * i)))
        .toList();
  }
}
