package dev.nautilus.hub;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.News;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Data as an adapter hands them over: normalized, without a version.
public final class Samples {
  /// A moment on a trading day.
  public static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");

  private Samples() {}

  public static InstrumentId id(String symbol) {
    return InstrumentId.of(symbol);
  }

  public static Provenance seen(Instant at) {
    return new Provenance(Source.of("fake"), at, at.plusMillis(20), 0, true);
  }

  public static Quote quote(String symbol, double bid, Instant at) {
    return new Quote(
        id(symbol),
        OptionalDouble.of(bid),
        OptionalDouble.of(300),
        OptionalDouble.of(bid + 0.02),
        OptionalDouble.empty(),
        OptionalDouble.of(bid + 0.01),
        "USD",
        seen(at));
  }

  public static Tick tick(String symbol, double price, Instant at) {
    return new Tick(id(symbol), price, OptionalDouble.of(100), OptionalDouble.empty(), seen(at));
  }

  public static Bar bar(String symbol, Instant start, double close, boolean complete) {
    return new Bar(
        id(symbol),
        BarSpec.MINUTE,
        start,
        100,
        200,
        50,
        close,
        1000,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        complete,
        seen(start.plusSeconds(60)));
  }

  public static News news(String symbol, String newsId, Instant at) {
    return new News(id(symbol), newsId, "Headline " + newsId, "", "", at, List.of(), seen(at));
  }

  public static Fundamental figures(String symbol, String statement, double revenue) {
    return new Fundamental(
        id(symbol),
        statement,
        LocalDate.parse("2026-09-30"),
        "USD",
        Map.of("revenue", revenue),
        Map.of("sector", "Technology"),
        seen(NOON));
  }

  public static Economic economic(String series, String title) {
    return new Economic(
        id(series),
        title,
        "Percent",
        "M",
        "SA",
        List.of(
            new Economic.Observation(LocalDate.parse("2026-09-01"), OptionalDouble.of(4.1), null),
            new Economic.Observation(LocalDate.parse("2026-10-01"), OptionalDouble.empty(), null)),
        seen(NOON));
  }
}
