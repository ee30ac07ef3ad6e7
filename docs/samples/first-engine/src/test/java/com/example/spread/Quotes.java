package com.example.spread;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.time.Instant;
import java.util.OptionalDouble;

/// Quotes for tests.
final class Quotes {
  static final Instant NOW = Instant.parse("2026-01-05T14:30:00Z");

  private Quotes() {}

  static Quote quote(String symbol, double bid, double ask) {
    return new Quote(
        InstrumentId.of(symbol),
        OptionalDouble.of(bid),
        OptionalDouble.of(100),
        OptionalDouble.of(ask),
        OptionalDouble.of(100),
        OptionalDouble.empty(),
        "USD",
        new Provenance(Source.of("test"), NOW, NOW, 1, true));
  }
}
