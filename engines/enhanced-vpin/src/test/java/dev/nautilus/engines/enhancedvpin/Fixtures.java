package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engine.testkit.SampleTape;
import dev.nautilus.engines.enhancedvpin.method.SignRule;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Bars, quotes, trades and settings that the tests share: small windows, four days of history,
/// then a live day.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant LIVE = Instant.parse("2026-01-05T14:30:00Z");

  /// Forty minutes on each of the four days before.
  static final SampleTape TAPE = new SampleTape(AAPL, LIVE, 4, 40, 0.1);

  private Fixtures() {}

  /// Small windows, and a bell that rings easily.
  static EnhancedVpinProperties properties() {
    return properties(
        List.of(4, 8, 16), 3, new EnhancedVpinProperties.Thresholds(0.5, 0.4, 0.7, 0.6));
  }

  /// The published parameters, but for how many starts the IVPIN has in each direction.
  static EnhancedVpinProperties published(InstrumentId symbol, int gridSize) {
    EnhancedVpinProperties small = properties();
    return new EnhancedVpinProperties(
        List.of(symbol),
        small.bar(),
        small.barOrigin(),
        List.of(25, 50, 100),
        50,
        small.classifiers(),
        small.zone(),
        small.quoteLag(),
        100,
        small.flowInterval(),
        small.forgetting(),
        20,
        gridSize,
        small.halfLifeDays(),
        small.learningRate(),
        new EnhancedVpinProperties.Thresholds(0.9, 0.8, 0.99, 0.95),
        5,
        20,
        small.hours(),
        small.grace(),
        small.history(),
        small.kept());
  }

  private static EnhancedVpinProperties properties(
      List<Integer> scales, int window, EnhancedVpinProperties.Thresholds thresholds) {
    return new EnhancedVpinProperties(
        List.of(AAPL),
        BarSpec.MINUTE,
        Bar.Origin.VENDOR,
        scales,
        window,
        List.of(SignRule.AGGRESSOR, SignRule.LEE_READY, SignRule.TICK),
        0.3,
        Duration.ZERO,
        10,
        Duration.ofSeconds(10),
        0.99,
        5,
        3,
        20,
        0.01,
        thresholds,
        1,
        2,
        new EnhancedVpinProperties.Hours(ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT),
        Duration.ofSeconds(2),
        Duration.ofDays(5),
        50);
  }

  static Trade trade(int second, double price, double size, Side aggressor) {
    return TAPE.trade(second, price, size, aggressor, second % 4 == 0);
  }

  static Quote quote(int second, double bid, double bidSize, double ask, double askSize) {
    return new Quote(
        AAPL,
        OptionalDouble.of(bid),
        OptionalDouble.of(bidSize),
        OptionalDouble.of(ask),
        OptionalDouble.of(askSize),
        OptionalDouble.empty(),
        "USD",
        SampleTape.provenance(LIVE.plusSeconds(second), 10L + second));
  }

  static Nbbo nbbo(int second, double bid, double bidSize, double ask, double askSize) {
    return new Nbbo(
        AAPL,
        OptionalDouble.of(bid),
        OptionalDouble.of(bidSize),
        List.of("A"),
        OptionalDouble.of(ask),
        OptionalDouble.of(askSize),
        List.of("A"),
        SampleTape.provenance(LIVE.plusSeconds(second), 10L + second));
  }

  static VpinCalculation vpin(int second, double vpin, double cdf) {
    Instant at = LIVE.plusSeconds(second);
    return new VpinCalculation(
        AAPL,
        second,
        at,
        at,
        100,
        60,
        40,
        50,
        OptionalDouble.of(vpin),
        OptionalDouble.of(cdf),
        OptionalDouble.of(0.1),
        0,
        true);
  }

  /// Trades, every second one signed by the venue, all buyers in the second half.
  static List<Trade> trades(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trade> trades = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      boolean informed = i > count / 2;
      price += informed ? random.nextDouble(-0.1, 0.4) : random.nextDouble(-0.3, 0.3);
      Side side = informed || random.nextBoolean() ? Side.BUY : Side.SELL;
      trades.add(trade(5 * i, price, 10 + random.nextInt(30), i % 2 == 0 ? side : Side.UNKNOWN));
    }
    return trades;
  }
}
