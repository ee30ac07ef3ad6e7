package dev.nautilus.engine.testkit;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// A made-up tape of one instrument, the same for the same numbers: a few short days of minute bars
/// before a live one, and the daily bars before those.
///
/// @param instrument whose
/// @param live when the live day begins
/// @param days how many days of minutes
/// @param minutes of each day
/// @param reach how far a bar's high and low lie beyond its open and close
public record SampleTape(
    InstrumentId instrument, Instant live, int days, int minutes, double reach) {
  private static final Source SOURCE = Source.of("simulated");

  /// Where something on the tape comes from.
  public static Provenance provenance(Instant at, long version) {
    return new Provenance(SOURCE, at, at, version, true);
  }

  /// The same tape a hundred years on, where no clock has a part in what follows from it.
  public SampleTape inTheFuture() {
    return new SampleTape(instrument, live.plus(Duration.ofDays(36_500)), days, minutes, reach);
  }

  /// A trade of the live day.
  ///
  /// @param second of the day; also what its version follows
  public Trade trade(int second, double price, double size, Side aggressor, boolean conflated) {
    Provenance from = provenance(live.plusSeconds(second), 10L + second);
    return new Trade(instrument, price, size, aggressor, conflated, null, from);
  }

  /// A complete bar of a vendor, simulated.
  public Bar bar(BarSpec spec, Instant start, double open, double close, double volume) {
    double high = Math.max(open, close) + reach;
    double low = Math.min(open, close) - reach;
    return bar(instrument, spec, start, new double[] {open, high, low, close}, volume);
  }

  /// The same with all its prices.
  ///
  /// @param prices open, high, low, close
  public static Bar bar(
      InstrumentId instrument, BarSpec spec, Instant start, double[] prices, double volume) {
    return new Bar(
        instrument,
        spec,
        start,
        prices[0],
        prices[1],
        prices[2],
        prices[3],
        volume,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        provenance(start, 1));
  }

  /// A random walk of minutes, of 50 to 150 shares each.
  public List<Bar> minuteBars(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    for (int day = days; day > 0; day--) {
      for (int minute = 0; minute < minutes; minute++) {
        double next = price + random.nextDouble(-1, 1);
        Instant start = live.minus(Duration.ofDays(day)).plusSeconds(60L * minute);
        bars.add(bar(BarSpec.MINUTE, start, price, next, 50 + random.nextInt(100)));
        price = next;
      }
    }
    return bars;
  }

  /// As many days before those, of the volume that such a day of minutes has.
  public List<Bar> dailyBars() {
    List<Bar> bars = new ArrayList<>();
    for (int day = 2 * days; day > days; day--) {
      bars.add(bar(BarSpec.DAY, live.minus(Duration.ofDays(day)), 100, 101, 100.0 * minutes));
    }
    return bars;
  }

  /// What the hub answers.
  public DataResponse history(Backfill asked, long seed) {
    return answer(BarSpec.DAY.equals(asked.interval()) ? dailyBars() : minuteBars(seed));
  }

  /// Plays the hub.
  public void answerAll(DualBusClient hub, long seed) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request ->
            CompletableFuture.completedFuture(
                answer(
                    BarSpec.DAY.equals(request.payload().interval())
                        ? dailyBars()
                        : minuteBars(seed))));
  }

  /// An answer of fresh bars.
  public DataResponse answer(List<Bar> bars) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                instrument,
                "bar",
                DataResponse.Freshness.FRESH,
                0,
                List.copyOf(bars),
                null,
                null)));
  }
}
