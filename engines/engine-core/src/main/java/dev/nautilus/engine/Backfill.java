package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
  /// The hub refuses an answer over the bus of more than 6 MiB, at 450 bytes a bar; where trading
  /// goes on around the clock these are the newest nine days of minutes.
  private static final int MOST_BARS = 13_000;

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
    return new Backfill(
        List.of(instrument), List.of(MessageType.BAR), spec, reach(length(spec), count), count);
  }

  /// The bars of one instrument from so far back, or the newest of them that one answer holds.
  public static Backfill bars(InstrumentId instrument, BarSpec spec, Duration reach) {
    long rows = Math.min(reach.dividedBy(length(spec)), MOST_BARS);
    return new Backfill(
        List.of(instrument), List.of(MessageType.BAR), spec, reach, (int) Math.max(1, rows));
  }

  /// The bars of an answer that are over, in its order.
  public static Stream<Bar> completeBars(DataResponse answer) {
    return answer.answers().stream()
        .flatMap(each -> each.data().stream())
        .filter(Bar.class::isInstance)
        .map(Bar.class::cast)
        .filter(Bar::complete);
  }

  private static Duration length(BarSpec spec) {
    return spec.duration()
        .orElseThrow(
            () -> new IllegalArgumentException("spec must be a time interval, was " + spec));
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
