package dev.nautilus.engine.book;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// The best bid and ask of an instrument, as quoted.
///
/// @param last traded price, when told
/// @param currency code as quoted; empty when unknown
/// @param observedAt when the market showed it (UTC)
/// @param receivedAt when the hub had it (UTC)
public record Touch(
    OptionalDouble bid,
    OptionalDouble bidSize,
    OptionalDouble ask,
    OptionalDouble askSize,
    OptionalDouble last,
    String currency,
    Instant observedAt,
    Instant receivedAt,
    boolean simulated) {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  public static Touch of(Quote quote, String knownCurrency) {
    String currency = quote.currency();
    Provenance from = quote.provenance();
    return new Touch(
        quote.bid(),
        quote.bidSize(),
        quote.ask(),
        quote.askSize(),
        quote.last(),
        currency == null ? knownCurrency : currency,
        from.observedAt(),
        from.receivedAt(),
        from.simulated());
  }

  /// A consolidated quote does not say its currency: it is that of the quotes behind it.
  public static Touch of(Nbbo nbbo, String knownCurrency) {
    Provenance from = nbbo.provenance();
    return new Touch(
        nbbo.bid(),
        nbbo.bidSize(),
        nbbo.ask(),
        nbbo.askSize(),
        OptionalDouble.empty(),
        knownCurrency,
        from.observedAt(),
        from.receivedAt(),
        from.simulated());
  }

  /// Price at which an order of that side executes at once, in whole currency: the far side; of a
  /// crossed quote the worse one. Empty when that side is missing.
  public Optional<BigDecimal> price(Side side) {
    OptionalDouble far = side == Side.BUY ? ask : bid;
    OptionalDouble near = side == Side.BUY ? bid : ask;
    if (far.isEmpty()) {
      return Optional.empty();
    }
    double own = far.getAsDouble();
    double other = near.orElse(own);
    return Optional.of(whole(side == Side.BUY ? Math.max(own, other) : Math.min(own, other)));
  }

  /// What is shown on the side that an order takes; empty when it is not told.
  public OptionalDouble size(Side side) {
    return side == Side.BUY ? askSize : bidSize;
  }

  /// What it is valued at, in whole currency: the middle; the last trade when a side is missing,
  /// then the other side. Empty when nothing is told.
  public Optional<BigDecimal> mark() {
    if (bid.isPresent() && ask.isPresent()) {
      return Optional.of(whole(bid.getAsDouble()).add(whole(ask.getAsDouble())).multiply(HALF));
    }
    for (OptionalDouble each : new OptionalDouble[] {last, bid, ask}) {
      if (each.isPresent()) {
        return Optional.of(whole(each.getAsDouble()));
      }
    }
    return Optional.empty();
  }

  private BigDecimal whole(double quoted) {
    return QuoteUnit.of(currency).price(quoted);
  }

  public void write(StateOutput out) {
    out.real(bid).real(bidSize).real(ask).real(askSize).real(last).text(currency);
    out.instant(observedAt).instant(receivedAt).flag(simulated);
  }

  public static Touch read(StateInput in) {
    return new Touch(
        in.optionalReal(),
        in.optionalReal(),
        in.optionalReal(),
        in.optionalReal(),
        in.optionalReal(),
        in.text(),
        in.instant(),
        in.instant(),
        in.flag());
  }
}
