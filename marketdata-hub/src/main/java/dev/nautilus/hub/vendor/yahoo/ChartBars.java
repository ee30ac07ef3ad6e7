package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Bar;
import dev.nautilus.message.MarketDatum;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// A chart as bars. Rows without all four prices are holes and are left out, as are rows whose
/// prices contradict each other. A volume that Yahoo leaves out counts as 0: no trade was reported,
/// and a bar cannot say more.
final class ChartBars {
  private final ChartCall asked;
  private final ChartMeta meta;
  private final Receipt receipt;

  private ChartBars(ChartCall asked, ChartMeta meta, Receipt receipt) {
    this.asked = asked;
    this.meta = meta;
    this.receipt = receipt;
  }

  static Outcome<List<MarketDatum>> read(HttpAnswer answer, ChartCall asked, Receipt receipt) {
    return YahooEnvelope.open(answer, "chart")
        .then(
            chart -> {
              JsonNode result = chart.path("result").path(0);
              if (!result.isObject()) {
                return Outcome.bad(Refusal.NO_DATA, "has no chart of " + asked.instrument());
              }
              return ChartMeta.read(result.path("meta"), asked)
                  .then(meta -> new ChartBars(asked, meta, receipt).bars(result));
            });
  }

  private Outcome<List<MarketDatum>> bars(JsonNode result) {
    JsonNode stamps = result.path("timestamp");
    JsonNode quote = result.path("indicators").path("quote").path(0);
    for (String column : List.of("open", "high", "low", "close", "volume")) {
      if (quote.path(column).isArray() && quote.path(column).size() != stamps.size()) {
        return Outcome.bad(Refusal.GARBAGE, "answered columns of different lengths");
      }
    }
    List<ChartRow> rows = new ArrayList<>();
    for (int i = 0; i < stamps.size(); i++) {
      Optional<Instant> stamp = JsonBody.seconds(stamps.path(i));
      if (stamp.isPresent()) {
        row(quote, i, stamp.get(), rows).flatMap(ChartRow::consistent).ifPresent(r -> add(r, rows));
      }
    }
    return rows.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "has no bars of %s there".formatted(asked.instrument()))
        : Outcome.good(rows.stream().<MarketDatum>map(this::bar).toList());
  }

  private Optional<ChartRow> row(JsonNode quote, int i, Instant stamp, List<ChartRow> before) {
    OptionalDouble open = price(quote, "open", i);
    OptionalDouble high = price(quote, "high", i);
    OptionalDouble low = price(quote, "low", i);
    OptionalDouble close = price(quote, "close", i);
    if (open.isEmpty() || high.isEmpty() || low.isEmpty() || close.isEmpty()) {
      return Optional.empty();
    }
    Instant start = startOf(stamp, before);
    return Optional.of(
        new ChartRow(
            stamp,
            start,
            endOf(start),
            open.getAsDouble(),
            high.getAsDouble(),
            low.getAsDouble(),
            close.getAsDouble(),
            JsonBody.number(quote.path("volume").path(i)).orElse(0)));
  }

  private static OptionalDouble price(JsonNode quote, String column, int i) {
    return FloatNoise.strip(JsonBody.number(quote.path(column).path(i)));
  }

  private void add(ChartRow row, List<ChartRow> rows) {
    if (rows.isEmpty() || row.start().isAfter(rows.getLast().start())) {
      rows.add(row);
    } else if (row.start().equals(rows.getLast().start())) {
      boolean weekOrMonth = asked.interval().compareTo(ChartInterval.DAY) > 0;
      rows.add(rows.removeLast().merge(row, weekOrMonth));
    }
    // A row that goes back in time is none that Yahoo documents; the first of two claims stays.
  }

  private Instant startOf(Instant stamp, List<ChartRow> before) {
    if (asked.interval().isIntraday()) {
      return intradayStart(stamp, before);
    }
    LocalDate date = meta.dateOf(stamp);
    LocalDate first =
        switch (asked.interval()) {
          case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH, QUARTER -> date.withDayOfMonth(1);
          default -> date;
        };
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The running row is stamped with the last trade, somewhere inside its bar.
  private Instant intradayStart(Instant stamp, List<ChartRow> before) {
    if (!meta.isLive(stamp)) {
      return stamp;
    }
    long length = asked.interval().length().toSeconds();
    long anchor = before.isEmpty() ? 0 : before.getLast().start().getEpochSecond();
    return stamp.minusSeconds(Math.floorMod(stamp.getEpochSecond() - anchor, length));
  }

  private Instant endOf(Instant start) {
    if (asked.interval().isIntraday()) {
      return start.plus(asked.interval().length());
    }
    LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC);
    LocalDate next =
        switch (asked.interval()) {
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
          case QUARTER -> first.plusMonths(3);
          default -> first.plusDays(1);
        };
    Instant midnight = next.atStartOfDay(meta.zone()).toInstant();
    boolean runningDay =
        asked.interval() == ChartInterval.DAY
            && meta.sessionEnd().filter(end -> isOn(first, end)).isPresent();
    return runningDay ? meta.sessionEnd().orElse(midnight) : midnight;
  }

  /// A session that ends at midnight belongs to the day before.
  private boolean isOn(LocalDate date, Instant sessionEnd) {
    return meta.dateOf(sessionEnd.minusSeconds(1)).equals(date);
  }

  private MarketDatum bar(ChartRow row) {
    boolean over =
        !receipt.receivedAt().isBefore(row.end())
            && !(meta.isLive(row.stamp())
                && meta.lastTrade().filter(last -> last.isBefore(row.end())).isPresent());
    Instant seen =
        meta.lastTrade()
            .filter(last -> last.isBefore(row.end()) && !last.isBefore(row.stamp()))
            .orElse(row.end());
    return new Bar(
        asked.instrument(),
        asked.interval().spec(),
        row.start(),
        row.open(),
        row.high(),
        row.low(),
        row.close(),
        row.volume(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        over,
        receipt.seenAt(seen));
  }
}
