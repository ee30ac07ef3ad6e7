package dev.nautilus.engine.book;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Quote;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The newest prices: quotes of a source or of all venues, whichever the market showed later, and
/// the closes of bars. Confined to the engine thread.
public final class PriceBoard {
  private static final String PIVOT = "USD";

  private final Map<String, InstrumentId> rates;
  private final Map<InstrumentId, Touch> touches = new TreeMap<>();
  private final Map<InstrumentId, Close> closes = new TreeMap<>();

  /// Where a bar ended.
  private record Close(double price, Instant at, boolean simulated) {}

  /// What something is valued at.
  ///
  /// @param price in whole currency
  public record Mark(BigDecimal price, boolean simulated) {}

  /// @param rates instrument by currency: one unit's price in USD
  public PriceBoard(Map<String, InstrumentId> rates) {
    this.rates = rates;
  }

  /// Takes a quote.
  ///
  /// @return whether it is newer than what was known
  public boolean learn(Quote quote) {
    return learn(quote.instrument(), Touch.of(quote, currency(quote.instrument())));
  }

  /// The same of all venues.
  public boolean learn(Nbbo nbbo) {
    return learn(nbbo.instrument(), Touch.of(nbbo, currency(nbbo.instrument())));
  }

  private boolean learn(InstrumentId instrument, Touch touch) {
    Touch known = touches.get(instrument);
    if (known != null && touch.observedAt().isBefore(known.observedAt())) {
      return false;
    }
    touches.put(instrument, touch);
    return true;
  }

  /// Takes the close of a bar that is over.
  public void learn(Bar bar) {
    Instant end = bar.spec().duration().map(bar.start()::plus).orElse(bar.start());
    Close known = closes.get(bar.instrument());
    if (known == null || !end.isBefore(known.at())) {
      closes.put(bar.instrument(), new Close(bar.close(), end, bar.provenance().simulated()));
    }
  }

  public @Nullable Touch touch(InstrumentId instrument) {
    return touches.get(instrument);
  }

  /// Code that prices are quoted in; empty when unknown.
  public String currency(InstrumentId instrument) {
    Touch touch = touches.get(instrument);
    return touch == null ? "" : touch.currency();
  }

  /// The value of one unit: the newer of quote and close.
  public Optional<Mark> mark(InstrumentId instrument) {
    Touch touch = touches.get(instrument);
    Close close = closes.get(instrument);
    Optional<BigDecimal> quoted = touch == null ? Optional.empty() : touch.mark();
    if (touch != null
        && quoted.isPresent()
        && (close == null || !touch.observedAt().isBefore(close.at()))) {
      return Optional.of(new Mark(quoted.get(), touch.simulated()));
    }
    return close == null
        ? Optional.empty()
        : Optional.of(
            new Mark(QuoteUnit.of(currency(instrument)).price(close.price()), close.simulated()));
  }

  /// What one unit of a currency costs in another; empty when no rate is known.
  public Optional<BigDecimal> rate(String from, String to) {
    if (from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    Optional<BigDecimal> first = inPivot(from);
    Optional<BigDecimal> second = inPivot(to);
    return first.isEmpty() || second.isEmpty() || second.get().signum() <= 0
        ? Optional.empty()
        : Optional.of(first.get().divide(second.get(), MathContext.DECIMAL128));
  }

  private Optional<BigDecimal> inPivot(String currency) {
    if (currency.equals(PIVOT)) {
      return Optional.of(BigDecimal.ONE);
    }
    InstrumentId instrument = rates.get(currency);
    return instrument == null ? Optional.empty() : mark(instrument).map(Mark::price);
  }

  /// Whether a currency's value moves with this instrument.
  public boolean isRate(InstrumentId instrument) {
    return rates.containsValue(instrument);
  }

  public void write(StateOutput out) {
    out.all(
        touches.entrySet(), (to, each) -> each.getValue().write(to.text(each.getKey().value())));
    out.all(
        closes.entrySet(),
        (to, each) ->
            to.text(each.getKey().value())
                .real(each.getValue().price())
                .instant(each.getValue().at())
                .flag(each.getValue().simulated()));
  }

  public void read(StateInput in) {
    in.all(
        each -> Optional.ofNullable(touches.put(InstrumentId.of(each.text()), Touch.read(each))));
    in.all(
        each ->
            Optional.ofNullable(
                closes.put(
                    InstrumentId.of(each.text()),
                    new Close(each.real(), each.instant(), each.flag()))));
  }
}
