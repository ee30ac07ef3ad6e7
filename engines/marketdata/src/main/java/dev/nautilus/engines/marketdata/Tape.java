package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.engines.marketdata.method.TickRule;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one tape of an instrument. Several sources may tell the same trades; only one of them is
/// taken at a time: trades before ticks, and the source that began, until it is silent too long.
/// Confined to the engine thread.
final class Tape {
  /// Who has the tape.
  ///
  /// @param heard when the hub last received something of it
  record Holder(String type, Source source, Instant heard) {}

  /// @param volume newest cumulative volume that ticks told; null before the first
  record State(
      @Nullable Holder holder, @Nullable BigDecimal volume, TickRule.State sides, long unused) {}

  private static final String TRADE = "trade";
  private static final String TICK = "tick";

  private final Duration silence;
  private final TickRule sides = new TickRule();
  private @Nullable Holder holder;
  private @Nullable BigDecimal volume;
  private long unused;

  Tape(Duration silence) {
    this.silence = silence;
  }

  static TapeEntry entry(Trade trade) {
    Print print =
        Print.trade(
            Print.exact(trade.price()),
            Print.exact(trade.size()),
            trade.aggressor(),
            trade.provenance().observedAt());
    return new TapeEntry(TRADE, print, trade.conflated(), trade.provenance());
  }

  /// The entry of a tick. Its size is what the cumulative volume grew by, where both ticks tell it:
  /// the last size alone misses the trades that a tick hides.
  TapeEntry entry(Tick tick) {
    BigDecimal size = Print.exact(tick.size().orElse(0));
    if (tick.cumulativeVolume().isPresent()) {
      BigDecimal now = Print.exact(tick.cumulativeVolume().getAsDouble());
      if (volume != null && now.compareTo(volume) >= 0) {
        size = now.subtract(volume);
      }
      volume = now;
    }
    Print print =
        Print.trade(Print.exact(tick.price()), size, Side.UNKNOWN, tick.provenance().observedAt());
    return new TapeEntry(TICK, print, true, tick.provenance());
  }

  /// The print with its side, when its source has the tape.
  Optional<TapeEntry> take(TapeEntry entry) {
    Source source = entry.provenance().source();
    Instant now = entry.provenance().receivedAt();
    if (holder != null && !holds(entry, holder)) {
      boolean silent = now.isAfter(holder.heard().plus(silence));
      boolean better = entry.type().equals(TRADE) && holder.type().equals(TICK);
      if (!silent && !better) {
        unused++;
        return Optional.empty();
      }
    }
    holder = new Holder(entry.type(), source, now);
    Print sided = sides.sided(entry.print());
    return Optional.of(new TapeEntry(entry.type(), sided, entry.conflated(), entry.provenance()));
  }

  private static boolean holds(TapeEntry entry, Holder holder) {
    return holder.type().equals(entry.type())
        && holder.source().equals(entry.provenance().source());
  }

  /// Who has it; null before anything came.
  @Nullable Holder holder() {
    return holder;
  }

  State state() {
    return new State(holder, volume, sides.state(), unused);
  }

  void restore(State state) {
    holder = state.holder();
    volume = state.volume();
    sides.restore(state.sides());
    unused = state.unused();
  }
}
