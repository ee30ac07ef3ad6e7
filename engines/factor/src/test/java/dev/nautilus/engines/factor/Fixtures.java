package dev.nautilus.engines.factor;

import dev.nautilus.engine.Backfill;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Companies, days and settings that the tests share.
final class Fixtures {
  static final List<InstrumentId> SYMBOLS =
      List.of("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4", "C1", "C2").stream()
          .map(InstrumentId::of)
          .toList();

  static final LocalDate LAST = LocalDate.of(2026, 1, 9);

  private Fixtures() {}

  /// As published but for the days before a covariance, so that a test needs no year of results.
  static FactorProperties properties() {
    return new FactorProperties(SYMBOLS, "test-1", "USD", 640, 0.05, true, 90, 480, 5, 0.1, 60, 4);
  }

  /// Weekdays up to the last one, oldest first.
  static List<LocalDate> days(int count) {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = LAST; days.size() < count; day = day.minusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        days.addFirst(day);
      }
    }
    return days;
  }

  /// A random walk of its own for each symbol, the same every time.
  static List<Bar> bars(InstrumentId symbol, List<LocalDate> days) {
    SplittableRandom random = new SplittableRandom(symbol.value().hashCode());
    List<Bar> bars = new ArrayList<>();
    double price = 50 + random.nextInt(100);
    for (LocalDate day : days) {
      price *= 1 + random.nextGaussian() * 0.015;
      bars.add(bar(symbol, day, price, true));
    }
    return bars;
  }

  static Bar bar(InstrumentId symbol, LocalDate day, double close, boolean complete) {
    return new Bar(
        symbol,
        BarSpec.DAY,
        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
        close,
        close,
        close,
        close,
        1_000,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        complete,
        provenance(day));
  }

  private static Provenance provenance(LocalDate day) {
    Instant at = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Provenance(Source.of("yahoo_finance"), at, at, 1, true);
  }

  /// What the vendor tells of a company; the letter of its symbol is its sector.
  static List<Fundamental> company(InstrumentId symbol) {
    SplittableRandom random = new SplittableRandom(symbol.value().hashCode() + 1L);
    double shares = 1e8 * (1 + random.nextInt(50));
    return List.of(
        fundamental(
            symbol, "assetProfile", Map.of(), Map.of("sector", symbol.value().substring(0, 1))),
        fundamental(
            symbol,
            "defaultKeyStatistics",
            Map.of("sharesOutstanding", shares, "bookValue", 5.0 + random.nextInt(40)),
            Map.of()),
        fundamental(
            symbol,
            "financialData",
            Map.of(
                "totalRevenue",
                shares * (10 + random.nextInt(60)),
                "operatingCashflow",
                shares * (random.nextInt(20) - 2)),
            Map.of()));
  }

  static Fundamental fundamental(
      InstrumentId symbol,
      String statement,
      Map<String, Double> values,
      Map<String, String> texts) {
    return new Fundamental(symbol, statement, null, "USD", values, texts, provenance(LAST));
  }

  /// What the hub answers.
  ///
  /// @param days of history
  static DataResponse history(Backfill asked, List<LocalDate> days) {
    List<DataResponse.Answer> answers = new ArrayList<>();
    for (InstrumentId symbol : asked.instruments()) {
      boolean bars = asked.types().getFirst().name().equals("bar");
      List<? extends MarketDatum> data = bars ? bars(symbol, days) : company(symbol);
      answers.add(
          new DataResponse.Answer(
              symbol,
              bars ? "bar" : "fundamental",
              DataResponse.Freshness.FRESH,
              0,
              List.copyOf(data),
              null,
              null));
    }
    return new DataResponse(answers);
  }
}
