package com.example.spread;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.util.Optional;

/// How wide one quote was.
///
/// @param instrument what was quoted
/// @param relative ask minus bid, as a fraction of the mid price; negative in a crossed market
/// @param observedAt when the source saw the quote (UTC)
/// @param simulated true when the quote does not come from a real market
public record Spread(
    InstrumentId instrument, double relative, Instant observedAt, boolean simulated) {

  /// How it travels: a type of our own, on the Engine Logic bus, in order per instrument.
  public static final MessageType<Spread> TYPE =
      MessageType.event(Family.SIGNALS, "acme.spread", Spread.class)
          .keyedBy(spread -> spread.instrument().value());

  /// The spread of a quote; empty when a side is missing or the mid price is not above 0.
  static Optional<Spread> of(Quote quote) {
    if (quote.bid().isEmpty() || quote.ask().isEmpty()) {
      return Optional.empty();
    }
    double bid = quote.bid().getAsDouble();
    double ask = quote.ask().getAsDouble();
    double mid = (bid + ask) / 2;
    return mid > 0
        ? Optional.of(
            new Spread(
                quote.instrument(),
                (ask - bid) / mid,
                quote.provenance().observedAt(),
                quote.provenance().simulated()))
        : Optional.empty();
  }
}
