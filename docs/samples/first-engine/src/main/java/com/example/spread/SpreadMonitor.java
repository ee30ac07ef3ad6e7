package com.example.spread;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.autoconfigure.BusListener;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import dev.nautilus.message.RiskAlert;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Publishes the spread of every quote, and one alert each time an instrument becomes too wide.
///
/// The bus runs a listener one message at a time, so its state needs no lock.
@Component
class SpreadMonitor {
  private final DualBusClient bus;
  private final double widest;
  private final Set<InstrumentId> wide = new HashSet<>();

  SpreadMonitor(DualBusClient bus, SpreadProperties properties) {
    this.bus = bus;
    this.widest = properties.widest();
  }

  @BusListener("quote")
  void onQuote(Quote quote) {
    Spread.of(quote).ifPresent(this::onSpread);
  }

  private void onSpread(Spread spread) {
    bus.publish(Spread.TYPE, spread);
    if (spread.relative() <= widest) {
      wide.remove(spread.instrument());
    } else if (wide.add(spread.instrument())) {
      bus.publish(MessageType.RISK_ALERT, alert(spread), Priority.URGENT);
    }
  }

  private RiskAlert alert(Spread spread) {
    return new RiskAlert(
        "SPREAD_TOO_WIDE",
        widest,
        OptionalDouble.of(spread.relative()),
        "",
        spread.instrument(),
        "",
        spread.simulated());
  }
}
