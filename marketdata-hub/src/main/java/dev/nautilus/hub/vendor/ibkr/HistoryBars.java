package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Candle;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Bar;
import dev.nautilus.message.MarketDatum;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One answer of the history: rows of open, close, high, low, in that order. Prices are as they
/// are, though the answer's `high` and `low` texts are scaled. `points` may differ from the number
/// of rows; the rows count. Rows with a hole, or that contradict themselves, are left out.
///
/// @param count rows the gateway sent, also those left out
/// @param bars oldest first; none where the exchange was closed all the time
/// @param oldest the gateway's own stamp of the first row; where the next answer has to end
/// @param newestVolume of the newest row, in the gateway's unit; empty when it has none
record HistoryBars(
    int count, List<Bar> bars, Optional<Instant> oldest, OptionalDouble newestVolume) {
  /// Delayed data are late by up to this.
  private static final Duration DELAY = Duration.ofMinutes(20);

  /// What was asked for.
  ///
  /// @param volumeUnit units of the contract in one unit of the gateway's volume
  record Wanted(Contract contract, BarSize size, int volumeUnit) {}

  static Outcome<HistoryBars> read(HttpAnswer answer, Wanted wanted, Receipt receipt) {
    return IbkrErrors.open(answer).then(json -> rows(json, wanted, receipt));
  }

  /// The bars, or that there are none.
  Outcome<List<MarketDatum>> data(Wanted wanted) {
    return bars.isEmpty()
        ? Outcome.bad(
            Refusal.NO_DATA, "has no bars of %s there".formatted(wanted.contract().instrument()))
        : Outcome.good(List.copyOf(bars));
  }

  private static Outcome<HistoryBars> rows(JsonNode json, Wanted wanted, Receipt receipt) {
    JsonNode rows = json.path("data");
    if (!json.isObject() || !(rows.isArray() || isSaidToBeEmpty(json))) {
      return Outcome.bad(Refusal.GARBAGE, "answered a history without rows");
    }
    OptionalLong length = JsonBody.whole(json.path("barLength"));
    boolean sameCut =
        length.isEmpty()
            || wanted.size().compareTo(BarSize.DAY) > 0
            || length.getAsLong() == wanted.size().length().toSeconds();
    if (!sameCut) {
      return Outcome.bad(
          Refusal.GARBAGE,
          "answered bars of %d s, not %s".formatted(length.getAsLong(), wanted.size().wire()));
    }
    Availability availability =
        Availability.of(JsonBody.text(json.path("mdAvailability")).orElse(""));
    Duration late = availability.isDelayed() ? DELAY : Duration.ZERO;
    TreeMap<Instant, JsonNode> byTime = new TreeMap<>();
    for (JsonNode row : rows) {
      JsonBody.millis(row.path("t")).ifPresent(at -> byTime.putIfAbsent(at, row));
    }
    List<Bar> bars = new ArrayList<>();
    byTime.forEach(
        (at, row) -> bar(at, row, wanted, late, receipt).ifPresent(bar -> append(bars, bar)));
    return Outcome.good(
        new HistoryBars(
            rows.size(),
            List.copyOf(bars),
            byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.firstKey()),
            byTime.isEmpty()
                ? OptionalDouble.empty()
                : JsonBody.size(byTime.lastEntry().getValue().path("v"))));
  }

  private static boolean isSaidToBeEmpty(JsonNode json) {
    return JsonBody.whole(json.path("points")).orElse(-1) == 0;
  }

  /// Two rows of one date would be one too many; the first of two claims stays.
  private static void append(List<Bar> bars, Bar bar) {
    if (bars.isEmpty() || bar.start().isAfter(bars.getLast().start())) {
      bars.add(bar);
    }
  }

  private static Optional<Bar> bar(
      Instant stamp, JsonNode row, Wanted wanted, Duration late, Receipt receipt) {
    Instant start = startOf(stamp, wanted);
    Instant end = endOf(stamp, start, wanted);
    OptionalDouble lots =
        wanted.contract().traded() ? JsonBody.size(row.path("v")) : OptionalDouble.empty();
    OptionalDouble volume =
        lots.isPresent()
            ? OptionalDouble.of(lots.getAsDouble() * wanted.volumeUnit())
            : OptionalDouble.empty();
    return Candle.of(
            start,
            end,
            new Candle.Prices(
                JsonBody.number(row.path("o")),
                JsonBody.number(row.path("h")),
                JsonBody.number(row.path("l")),
                JsonBody.number(row.path("c")),
                volume))
        .map(
            candle -> {
              boolean maybeUnfinished = receipt.receivedAt().isBefore(end.plus(late));
              Candle sure = maybeUnfinished ? candle.runningPast(receipt.receivedAt()) : candle;
              return sure.bar(wanted.contract().instrument(), wanted.size().spec(), receipt);
            });
  }

  private static Instant startOf(Instant stamp, Wanted wanted) {
    if (wanted.size().isIntraday()) {
      return stamp;
    }
    LocalDate date = LocalDate.ofInstant(stamp, wanted.contract().zone());
    LocalDate first =
        switch (wanted.size()) {
          case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> date.withDayOfMonth(1);
          default -> date;
        };
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant endOf(Instant stamp, Instant start, Wanted wanted) {
    if (wanted.size().isIntraday()) {
      return stamp.plus(wanted.size().length());
    }
    LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC);
    LocalDate next =
        switch (wanted.size()) {
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
          default -> first.plusDays(1);
        };
    return next.atStartOfDay(wanted.contract().zone()).toInstant();
  }
}
