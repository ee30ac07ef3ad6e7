package dev.nautilus.engines.backtesting;

import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Bars, plans and settings that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant FIRST = Instant.parse("2025-01-02T00:00:00Z");

  private Fixtures() {}

  static BacktestingProperties properties(Path folder) {
    return new BacktestingProperties(
        List.of(AAPL), Bar.Origin.VENDOR, folder, 200, 2_000_000, 20_000, 4, 1_000);
  }

  /// Daily bars of a walk, the same for the same seed.
  static List<Bar> days(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      price *= 1 + 0.03 * (random.nextDouble() - 0.49);
      Instant start = FIRST.plus(Duration.ofDays(i));
      bars.add(
          new Bar(
              AAPL,
              BarSpec.DAY,
              start,
              price * 0.999,
              price * 1.01,
              price * 0.99,
              price,
              1_000,
              OptionalDouble.empty(),
              OptionalLong.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              Bar.Origin.VENDOR,
              0,
              true,
              new Provenance(Source.of("yahoo_finance"), start, start, 1, true)));
    }
    return bars;
  }

  static DataResponse answer(List<Bar> bars) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                AAPL, "bar", DataResponse.Freshness.FRESH, 0, List.copyOf(bars), null, null)));
  }

  static RunPlan plan(String source) {
    return RunPlan.of(
        Map.of(
            "symbol",
            "AAPL",
            "source",
            source,
            "fast",
            "3",
            "slow",
            "8",
            "commission",
            "per_dollar:0.001",
            "file",
            source.equals("file") ? "bars.csv" : ""));
  }

  /// A search over two averages.
  static StudyPlan study(StudyPlan.Method method, int folds) {
    return new StudyPlan(
        Map.of("symbol", "AAPL", "source", "bus", "commission", "per_dollar:0.001"),
        Map.of("fast", List.of(2.0, 3.0, 8.0), "slow", List.of(5.0, 8.0)),
        method,
        "total_return",
        folds);
  }

  /// The engine with its studies, as the application wires it.
  static EngineDefinition engine(BacktestBook book, BacktestingProperties properties) {
    return new BacktestingEngine().backtesting(book, new Studies(properties, book));
  }

  /// The bars as a file.
  static List<String> csv(List<Bar> bars) {
    List<String> lines = new ArrayList<>(List.of("time,open,high,low,close,volume"));
    for (Bar bar : bars) {
      lines.add(
          "%s,%s,%s,%s,%s,%s"
              .formatted(
                  bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
    }
    return lines;
  }
}
