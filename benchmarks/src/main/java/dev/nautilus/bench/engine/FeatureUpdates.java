package dev.nautilus.bench.engine;

import dev.nautilus.engines.features.method.Candle;
import dev.nautilus.engines.features.method.Feature;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureDefinition;
import dev.nautilus.engines.features.method.FeatureInput;
import dev.nautilus.engines.features.method.TapeTrade;
import dev.nautilus.engines.features.method.TopOfBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Every feature of the catalogue with its published parameters, all of them updated by one bar, by
/// one quote, or by one trade.
@State(Scope.Thread)
public class FeatureUpdates {
  private static final int WARM = 2_000;

  private final SplittableRandom random = new SplittableRandom(42);
  private final List<Feature<Candle>> bars = new ArrayList<>();
  private final List<Feature<TopOfBook>> quotes = new ArrayList<>();
  private final List<Feature<TapeTrade>> trades = new ArrayList<>();
  private Instant at = Instant.parse("2026-01-05T14:30:00Z");
  private double price = 100;

  /// How many features one update reaches.
  static int features(FeatureInput input) {
    return (int)
        FeatureCatalog.standard().definitions().stream()
            .filter(each -> each.input() == input)
            .count();
  }

  /// Makes them, and feeds them until every window is full.
  @Setup(Level.Trial)
  public void warm() {
    FeatureCatalog catalog = FeatureCatalog.standard();
    for (FeatureDefinition each : catalog.definitions()) {
      switch (each.input()) {
        case CANDLE -> bars.add(catalog.candleFeature(each.name() + "@1m"));
        case TOP_OF_BOOK -> quotes.add(catalog.bookFeature(each.name() + "@quote"));
        case TRADE -> trades.add(catalog.tradeFeature(each.name() + "@trade"));
      }
    }
    for (int i = 0; i < WARM; i++) {
      Candle candle = nextCandle();
      bars.forEach(feature -> feature.update(candle));
      TopOfBook quote = nextQuote();
      quotes.forEach(feature -> feature.update(quote));
      TapeTrade trade = nextTrade();
      trades.forEach(feature -> feature.update(trade));
    }
  }

  private Candle nextCandle() {
    double open = price;
    price = Math.max(1, price + random.nextDouble(-0.5, 0.5));
    at = at.plusSeconds(60);
    double high = Math.max(open, price) + 0.1;
    double low = Math.min(open, price) - 0.1;
    return new Candle(open, high, low, price, 1 + random.nextInt(10_000), at);
  }

  private TopOfBook nextQuote() {
    price = Math.max(1, price + random.nextDouble(-0.05, 0.05));
    at = at.plusMillis(100);
    double bid = price - 0.01;
    return new TopOfBook(bid, 1 + random.nextInt(9), price, 1 + random.nextInt(9), at);
  }

  private TapeTrade nextTrade() {
    price = Math.max(1, price + random.nextDouble(-0.05, 0.05));
    at = at.plusMillis(100);
    return new TapeTrade(price, 1 + random.nextInt(500), at);
  }

  /// One trade for all that live on trades.
  @Benchmark
  public void trade(Blackhole hole) {
    TapeTrade trade = nextTrade();
    for (Feature<TapeTrade> feature : trades) {
      feature.update(trade);
      hole.consume(feature.value());
    }
  }

  /// One bar for all that live on bars.
  @Benchmark
  public void bar(Blackhole hole) {
    Candle candle = nextCandle();
    for (Feature<Candle> feature : bars) {
      feature.update(candle);
      hole.consume(feature.value());
    }
  }

  /// One quote for all that live on quotes.
  @Benchmark
  public void quote(Blackhole hole) {
    TopOfBook quote = nextQuote();
    for (Feature<TopOfBook> feature : quotes) {
      feature.update(quote);
      hole.consume(feature.value());
    }
  }
}
