package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.BarGroups;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/iserver/marketdata/history`: bars of a period that ends now or at what is called its start
/// time, at most a thousand, the newest. A page that would begin before the first bar there is has
/// no chart. A page within a day leaves out the bar just before its end.
final class Histories {
  private static final int MOST_ROWS = 1000;
  private static final double LOT = 100;
  private static final Instant LISTED = Market.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
  private static final LocalTime NEW_YORK_OPENS = LocalTime.of(9, 30);
  private static final LocalTime LONDON_OPENS = LocalTime.of(8, 0);
  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT);

  private final Market market;
  private final Contracts contracts;

  Histories(Market market, Contracts contracts) {
    this.market = market;
    this.contracts = contracts;
  }

  Reply answer(Request request, Instant now) {
    Optional<BarCut> cut = BarCut.of(request.parameter("bar", ""));
    Optional<ChartPeriod> period = ChartPeriod.of(request.parameter("period", "1w"));
    Optional<Instant> end = end(request, now);
    if (cut.isEmpty() || period.isEmpty() || end.isEmpty()) {
      return IbkrJson.errorWithCode(400, "Bad Request: bar, period or startTime is not valid");
    }
    if (!period.get().allows(cut.get())) {
      return IbkrJson.errorWithCode(400, "Bad Request: bar is not supported for that period");
    }
    Optional<Instrument> instrument = contracts.find(request.parameter("conid", ""));
    Instant first = end.get().minus(period.get().length());
    if (instrument.isEmpty() || first.isBefore(LISTED)) {
      return IbkrJson.error(500, "Chart data unavailable");
    }
    boolean paged = request.parameter("startTime").isPresent();
    List<Bar> bars =
        cut.get().minutes() > 0
            ? minutes(instrument.get(), cut.get(), first, last(cut.get(), end.get(), paged), now)
            : days(instrument.get(), cut.get(), first, end.get(), now);
    List<Bar> newest = bars.subList(Math.max(0, bars.size() - MOST_ROWS), bars.size());
    return IbkrJson.ok(body(instrument.get(), request, cut.get(), newest));
  }

  /// Before what the newest bar of a page begins.
  private static Instant last(BarCut cut, Instant end, boolean paged) {
    return paged ? end.minusSeconds(60L * cut.minutes()) : end.plusSeconds(1);
  }

  private List<Bar> minutes(
      Instrument instrument, BarCut cut, Instant first, Instant last, Instant now) {
    List<Bar> bars =
        BarGroups.ofMinutes(market.minuteBars(instrument, first, last, now), cut.minutes());
    return bars.stream()
        .filter(bar -> !bar.start().isBefore(first) && bar.start().isBefore(last))
        .toList();
  }

  private List<Bar> days(
      Instrument instrument, BarCut cut, Instant first, Instant end, Instant now) {
    LocalDate from = LocalDate.ofInstant(first, ZoneOffset.UTC);
    LocalDate to = LocalDate.ofInstant(end, ZoneOffset.UTC);
    List<Bar> days = market.dailyBars(instrument, from, to, now);
    return BarGroups.ofDays(days, cut::bucket).stream()
        .map(bar -> at(opening(instrument, date(bar.start())), bar))
        .filter(bar -> bar.start().isBefore(end) || !end.isBefore(now))
        .toList();
  }

  private static Bar at(Instant start, Bar bar) {
    return new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
  }

  private static LocalDate date(Instant start) {
    return LocalDate.ofInstant(start, ZoneOffset.UTC);
  }

  private static Instant opening(Instrument instrument, LocalDate date) {
    boolean london = instrument.symbol().endsWith(".L");
    return date.atTime(london ? LONDON_OPENS : NEW_YORK_OPENS)
        .atZone(Contracts.zone(instrument))
        .toInstant();
  }

  private static Optional<Instant> end(Request request, Instant now) {
    Optional<String> text = request.parameter("startTime");
    if (text.isEmpty()) {
      return Optional.of(now);
    }
    try {
      Instant end = LocalDateTime.parse(text.get(), START_TIME).toInstant(ZoneOffset.UTC);
      return Optional.of(end.isAfter(now) ? now : end);
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static ObjectNode body(
      Instrument instrument, Request request, BarCut cut, List<Bar> bars) {
    ObjectNode body = IbkrJson.object();
    body.put("serverId", "7700");
    body.put("symbol", Contracts.symbol(instrument));
    body.put("text", Contracts.name(instrument));
    body.put("priceFactor", instrument.ticksPerUnit());
    body.put("startTime", bars.isEmpty() ? "" : start(bars.getFirst()));
    body.put("high", extreme(instrument, bars, true));
    body.put("low", extreme(instrument, bars, false));
    body.put("timePeriod", request.parameter("period", "1w"));
    body.put("barLength", cut.seconds());
    body.put("mdAvailability", "S");
    body.put("mktDataDelay", 0);
    body.put("outsideRth", request.parameter("outsideRth", "false").equals("true"));
    body.put("tradingDayDuration", Duration.ofDays(1).toMinutes());
    body.put("volumeFactor", 1);
    body.put("priceDisplayRule", 1);
    body.put("priceDisplayValue", "2");
    body.put("negativeCapable", false);
    body.put("messageVersion", 2);
    ArrayNode data = body.putArray("data");
    for (Bar bar : bars) {
      ObjectNode row = data.addObject();
      row.put("o", bar.open()).put("c", bar.close()).put("h", bar.high()).put("l", bar.low());
      row.put("v", bar.volume() / LOT).put("t", bar.start().toEpochMilli());
    }
    body.put("points", Math.max(0, bars.size() - 1));
    body.put("travelTime", 21);
    return body;
  }

  private static String start(Bar bar) {
    return START_TIME.format(LocalDateTime.ofInstant(bar.start(), ZoneOffset.UTC));
  }

  /// The scaled price, its volume and the minutes since the beginning.
  private static String extreme(Instrument instrument, List<Bar> bars, boolean highest) {
    if (bars.isEmpty()) {
      return "";
    }
    Bar best = bars.getFirst();
    for (Bar bar : bars) {
      if (highest ? bar.high() > best.high() : bar.low() < best.low()) {
        best = bar;
      }
    }
    long scaled = Math.round((highest ? best.high() : best.low()) * instrument.ticksPerUnit());
    long minutes = Duration.between(bars.getFirst().start(), best.start()).toMinutes();
    return scaled + "/" + best.volume() / LOT + "/" + minutes;
  }
}
