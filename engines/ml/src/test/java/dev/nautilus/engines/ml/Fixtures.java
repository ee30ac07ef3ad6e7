package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.DetectorKind;
import dev.nautilus.engines.ml.method.Label;
import dev.nautilus.engines.ml.method.LearnerKind;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/// Bars, features and settings that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final InstrumentId MSFT = InstrumentId.of("MSFT");
  static final Instant OPEN = Instant.parse("2026-01-05T14:30:00Z");
  static final String RSI = "rsi(14)@1m";

  private Fixtures() {}

  /// The settings as they run.
  static MlProperties shipped() {
    try {
      return new Binder(
              ConfigurationPropertySources.from(
                  new YamlPropertySourceLoader()
                      .load("ml", new ClassPathResource("ml-engine.yml"))))
          .bind("nautilus.ml", MlProperties.class)
          .get();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Small settings: one feature, and models that are ready soon.
  static MlProperties properties(List<InstrumentId> symbols, ModelRule... models) {
    return new MlProperties(
        symbols,
        BarSpec.MINUTE,
        Bar.Origin.VENDOR,
        "standard",
        List.of(RSI),
        2,
        1_000,
        50,
        40,
        4,
        List.of(models));
  }

  /// A model of signs five bars ahead.
  static ModelRule sign(LearnerKind learner, @Nullable LearnerKind shadow, OnDrift onDrift) {
    return rule("direction", learner, shadow, Label.SIGN, onDrift);
  }

  static ModelRule rule(
      String id, LearnerKind learner, @Nullable LearnerKind shadow, Label label, OnDrift onDrift) {
    return new ModelRule(
        id,
        learner,
        shadow,
        label,
        5,
        1,
        0.05,
        0,
        1,
        0.1,
        1,
        1,
        1,
        true,
        DetectorKind.DDM,
        onDrift,
        20,
        0.01,
        100);
  }

  /// A bar of the minute `minute` after the open that ends at `close`.
  static Bar minute(InstrumentId symbol, int minute, double close) {
    Instant start = OPEN.plusSeconds(60L * minute);
    return new Bar(
        symbol,
        BarSpec.MINUTE,
        start,
        close - 0.02,
        close + 0.05,
        close - 0.05,
        close,
        1000 + minute % 7,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.of(600 + minute % 5),
        OptionalDouble.of(400 + minute % 3),
        Bar.Origin.VENDOR,
        0,
        true,
        provenance(start, 1 + minute));
  }

  /// The same bar before its interval was over.
  static Bar running(Bar bar) {
    return new Bar(
        bar.instrument(),
        bar.spec(),
        bar.start(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.vwap(),
        bar.trades(),
        bar.buyVolume(),
        bar.sellVolume(),
        bar.origin(),
        bar.revision(),
        false,
        bar.provenance());
  }

  /// Minutes of prices that swing around 100, so that there is something to learn.
  static List<Bar> walk(InstrumentId symbol, long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double swing = 2 * Math.sin(i / 9.0);
      bars.add(minute(symbol, i, 100 + swing + 0.2 * random.nextGaussian()));
    }
    return bars;
  }

  /// Minutes of prices that turn every five, from the given one on: who goes on as they went is
  /// wrong.
  static List<Bar> saw(InstrumentId symbol, long seed, int from, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int tooth = i % 10 < 5 ? i % 5 : 5 - i % 5;
      bars.add(minute(symbol, from + i, 100 + 0.4 * tooth + 0.05 * random.nextGaussian()));
    }
    return bars;
  }

  /// Features of a bar: none.
  static FeatureVector vector(Bar bar) {
    return vector(bar, List.of());
  }

  /// Features of a bar: one.
  static FeatureVector vector(Bar bar, double rsi) {
    return vector(bar, List.of(new FeatureVector.Entry(RSI, OptionalDouble.of(rsi), true, 14)));
  }

  private static FeatureVector vector(Bar bar, List<FeatureVector.Entry> entries) {
    return new FeatureVector(
        bar.instrument(), bar.spec(), bar.start(), "standard", 1, "hash", 0, entries, true, 1);
  }

  static Provenance provenance(Instant at, long version) {
    return new Provenance(Source.of("yahoo_finance"), at, at, version, true);
  }

  static DataResponse answer(InstrumentId symbol, List<Bar> bars) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                symbol, "bar", DataResponse.Freshness.FRESH, 0, List.copyOf(bars), null, null)));
  }
}
