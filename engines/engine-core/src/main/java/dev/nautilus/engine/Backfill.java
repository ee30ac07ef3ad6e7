package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Past market data an engine needs before it can say anything; asked of the hub in one request.
///
/// @param instruments 1 to 200; one where the answer is large
/// @param types what of each
/// @param interval how bars are cut; null where no bars are asked for
/// @param reach how far back from the moment of asking, more than 0
/// @param rows most values per instrument and type, the newest ones; 0 for the hub's default
public record Backfill(
    List<InstrumentId> instruments,
    List<MessageType<?>> types,
    @Nullable BarSpec interval,
    Duration reach,
    int rows) {

  public Backfill {
    instruments = List.copyOf(instruments);
    types = List.copyOf(types);
    if (instruments.isEmpty() || types.isEmpty()) {
      throw new IllegalArgumentException(
          "a backfill must name an instrument and a type, was " + instruments + " " + types);
    }
    if (rows < 0) {
      throw new IllegalArgumentException("rows must be 0 or more, was " + rows);
    }
    if (!reach.isPositive()) {
      throw new IllegalArgumentException("reach must be more than 0, was " + reach);
    }
  }

  /// The newest bars of one instrument.
  ///
  /// @param count how many; the reach allows for nights, weekends and holidays
  public static Backfill bars(InstrumentId instrument, BarSpec spec, int count) {
    Duration length =
        spec.duration()
            .orElseThrow(
                () -> new IllegalArgumentException("spec must be a time interval, was " + spec));
    return new Backfill(
        List.of(instrument), List.of(MessageType.BAR), spec, reach(length, count), count);
  }

  /// A share trades 6.5 hours on 252 of 365 days; four days cover the longest usual closure.
  private static Duration reach(Duration length, int count) {
    Duration session = Duration.ofMinutes(390);
    Duration traded = length.multipliedBy(count);
    long days =
        length.compareTo(Duration.ofDays(1)) >= 0
            ? traded.toDays()
            : traded.plus(session).minusNanos(1).dividedBy(session);
    return Duration.ofDays(days * 365 / 252 + 4);
  }

  @Override
  public String toString() {
    String cut = interval == null ? "" : " " + interval;
    return types.stream().map(MessageType::name).toList() + cut + " of " + instruments;
  }
}
