package dev.nautilus.engines.websocket;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import java.util.concurrent.atomic.LongAdder;

/// How much the hub says on each bus, as the gateway hears it: no page of the hub tells it.
/// Snapshots are answers to whoever joins late, and are not counted. Safe for many threads.
final class HubVoice {
  private final LongAdder marketData = new LongAdder();
  private final LongAdder engineLogic = new LongAdder();

  void hear(Envelope envelope, Bus bus) {
    if (envelope.sender().equals(EngineType.HUB) && !envelope.snapshot()) {
      adder(bus).increment();
    }
  }

  /// Messages since the gateway started.
  long said(Bus bus) {
    return adder(bus).sum();
  }

  private LongAdder adder(Bus bus) {
    return bus == Bus.MARKET_DATA ? marketData : engineLogic;
  }
}
