package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import org.junit.jupiter.api.AfterEach;

class InMemoryDualBusTest extends DualBusContract {
  private final InMemoryBroker broker = InMemoryBroker.threaded();

  @Override
  protected DualBusClient connect(EngineType engine, String instance, BusOptions options) {
    return broker.connect(engine, instance, options);
  }

  @Override
  protected void cut(Bus bus) {
    broker.cut(bus);
  }

  @Override
  protected void restore(Bus bus) {
    broker.restore(bus);
  }

  @AfterEach
  void closeBroker() {
    broker.close();
  }
}
