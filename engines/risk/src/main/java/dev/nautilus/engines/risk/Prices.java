package dev.nautilus.engines.risk;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.risk.method.FlashMove;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The newest price of each instrument, and whether it moved too fast. Confined to the engine
/// thread.
final class Prices {
  /// A price of an instrument.
  ///
  /// @param at when the source saw it
  record Price(double value, Instant at, boolean simulated) {}

  /// A move beyond the threshold.
  ///
  /// @param move fraction of `from`
  record Flash(double move, double from, double to) {}

  private static final class Line {
    private final FlashMove window;
    private @Nullable Price price;
    private boolean alarmed;

    Line(Duration window) {
      this.window = new FlashMove(window.toNanos());
    }
  }

  private final double threshold;
  private final Map<InstrumentId, Line> lines = new TreeMap<>();

  Prices(Collection<InstrumentId> symbols, RiskProperties.PreTradeSettings settings) {
    threshold = settings.flashMove();
    symbols.forEach(symbol -> lines.put(symbol, new Line(settings.flashWindow())));
  }

  /// Takes a price in, unless one at least as new is known.
  ///
  /// @return the move, the first time it is beyond the threshold; again once it was back within
  ///   half
  Optional<Flash> take(InstrumentId symbol, Price price) {
    Line line = lines.get(symbol);
    if (line == null || (line.price != null && !price.at().isAfter(line.price.at()))) {
      return Optional.empty();
    }
    line.price = price;
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, price.at());
    double move = line.window.add(nanos, price.value());
    boolean beyond = Math.abs(move) >= threshold;
    boolean first = beyond && !line.alarmed;
    if (beyond || !(Math.abs(move) >= threshold / 2)) {
      line.alarmed = beyond;
    }
    return first
        ? Optional.of(new Flash(move, line.window.from(), price.value()))
        : Optional.empty();
  }

  /// The newest price, however old.
  Optional<Price> newest(InstrumentId symbol) {
    Line line = lines.get(symbol);
    return line == null ? Optional.empty() : Optional.ofNullable(line.price);
  }

  /// A price not older than so long at an instant.
  OptionalDouble fresh(InstrumentId symbol, Instant now, Duration oldest) {
    Optional<Price> price = newest(symbol);
    return price.isPresent() && !price.get().at().isBefore(now.minus(oldest))
        ? OptionalDouble.of(price.get().value())
        : OptionalDouble.empty();
  }

  void write(StateOutput out) {
    out.all(
        lines.values(),
        (to, line) -> {
          Price price = line.price;
          to.flag(price != null).flag(line.alarmed).real(line.window.from());
          if (price != null) {
            to.real(price.value()).instant(price.at()).flag(price.simulated());
          }
          to.all(line.window.lows(), Prices::write).all(line.window.highs(), Prices::write);
        });
  }

  private static void write(StateOutput out, FlashMove.Point point) {
    out.whole(point.at()).real(point.price());
  }

  void read(StateInput in) {
    var next = lines.values().iterator();
    in.all(each -> next.hasNext() && read(each, next.next()));
  }

  private static boolean read(StateInput in, Line line) {
    boolean known = in.flag();
    line.alarmed = in.flag();
    double from = in.real();
    line.price = known ? new Price(in.real(), in.instant(), in.flag()) : null;
    List<FlashMove.Point> lows = in.all(Prices::point);
    line.window.restore(lows, in.all(Prices::point), from);
    return true;
  }

  private static FlashMove.Point point(StateInput in) {
    return new FlashMove.Point(in.whole(), in.real());
  }
}
