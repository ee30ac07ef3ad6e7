package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.BarGroups;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Instrument.Kind;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Bars of shares, pairs and coins, as JSON or CSV, newest first.
final class TimeSeries {
  private static final int COMPACT = 100;
  private static final int FULL_INTRADAY_DAYS = 30;

  private final Market market;
  private final Listing listing;
  private final Plan plan;

  TimeSeries(Market market, Listing listing, Plan plan) {
    this.market = market;
    this.listing = listing;
    this.plan = plan;
  }

  /// What was asked for.
  ///
  /// @param minutes length of an intraday bar; 0 for other frames
  private record Query(
      String function, Frame frame, Instrument instrument, int minutes, boolean full) {
    ZoneId zone() {
      return Listing.isPair(instrument) ? ZoneOffset.UTC : Stamps.EASTERN;
    }
  }

  Reply answer(Request request, String function, Instant now) {
    Frame frame = Frame.of(function).orElseThrow();
    Optional<Instrument> instrument = instrument(request, function);
    int minutes = frame == Frame.INTRADAY ? minutes(request) : 0;
    if (instrument.isEmpty() || minutes < 0) {
      return Notices.invalidCall(function);
    }
    boolean full = request.parameter("outputsize", "compact").equals("full");
    boolean premiumOnly = frame == Frame.INTRADAY && Listing.isPair(instrument.get());
    if (!plan.premium() && (full || premiumOnly || request.parameter("month").isPresent())) {
      return Notices.information(Notices.PREMIUM);
    }
    boolean sized =
        frame == Frame.INTRADAY || (frame == Frame.DAILY && kind(function) != Kind.CRYPTO_PAIR);
    boolean whole = full || !sized;
    Query query = new Query(function, frame, instrument.get(), minutes, whole);
    try {
      List<Bar> bars = bars(query, request, now);
      return request.parameter("datatype", "json").equals("csv")
          ? Reply.of(200, "application/x-download", csv(query, bars, now))
          : JsonReply.of(200, json(query, bars, now));
    } catch (DateTimeException notAMonth) {
      return Notices.invalidCall(function);
    }
  }

  private Optional<Instrument> instrument(Request request, String function) {
    Kind kind = kind(function);
    Optional<Instrument> found =
        switch (kind) {
          case CURRENCY_PAIR ->
              listing.pair(
                  request.parameter("from_symbol", ""), request.parameter("to_symbol", ""));
          case CRYPTO_PAIR ->
              listing.pair(request.parameter("symbol", ""), request.parameter("market", ""));
          default -> listing.share(request.parameter("symbol", ""));
        };
    return found.filter(i -> !Listing.isPair(i) || i.kind() == kind);
  }

  private static Kind kind(String function) {
    if (function.startsWith("FX_")) {
      return Kind.CURRENCY_PAIR;
    }
    return function.startsWith("TIME_SERIES_") ? Kind.SHARE : Kind.CRYPTO_PAIR;
  }

  private static int minutes(Request request) {
    return switch (request.parameter("interval", "")) {
      case "1min" -> 1;
      case "5min" -> 5;
      case "15min" -> 15;
      case "30min" -> 30;
      case "60min" -> 60;
      default -> -1;
    };
  }

  private List<Bar> bars(Query query, Request request, Instant now) {
    if (query.frame == Frame.INTRADAY) {
      return newest(query, minuteBars(query, request, now));
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Bar> days = market.dailyBars(query.instrument, Market.FIRST_DAY, today, now);
    return newest(query, BarGroups.ofDays(days, query.frame::firstDay));
  }

  private List<Bar> minuteBars(Query query, Request request, Instant now) {
    Optional<YearMonth> month = request.parameter("month").map(YearMonth::parse);
    Instant from = now.minus(Duration.ofDays(FULL_INTRADAY_DAYS));
    Instant to = now;
    if (month.isPresent()) {
      from = month.get().atDay(1).atStartOfDay(query.zone()).toInstant();
      to = month.get().plusMonths(1).atDay(1).atStartOfDay(query.zone()).toInstant();
    } else if (!query.full) {
      from = now.minus(Duration.ofMinutes((long) query.minutes * (COMPACT + 1)));
    }
    return BarGroups.ofMinutes(market.minuteBars(query.instrument, from, to, now), query.minutes);
  }

  private static List<Bar> newest(Query query, List<Bar> bars) {
    List<Bar> some =
        query.full ? bars : bars.subList(Math.max(0, bars.size() - COMPACT), bars.size());
    return some.reversed();
  }

  private static String stamp(Query query, Bar bar, Instant now) {
    return query.frame == Frame.INTRADAY
        ? Stamps.seconds(bar.start(), query.zone())
        : query
            .frame
            .stamp(
                LocalDate.ofInstant(bar.start(), ZoneOffset.UTC),
                LocalDate.ofInstant(now, ZoneOffset.UTC))
            .toString();
  }

  private static String csv(Query query, List<Bar> bars, Instant now) {
    boolean volume = query.instrument.kind() != Kind.CURRENCY_PAIR;
    StringBuilder text = new StringBuilder("timestamp,open,high,low,close");
    text.append(volume ? ",volume\r\n" : "\r\n");
    for (Bar bar : bars) {
      text.append(stamp(query, bar, now));
      for (double price : List.of(bar.open(), bar.high(), bar.low(), bar.close())) {
        text.append(',').append(Stamps.number(price, Listing.decimals(query.instrument)));
      }
      text.append(volume ? "," + bar.volume() + "\r\n" : "\r\n");
    }
    return text.toString();
  }

  private static ObjectNode json(Query query, List<Bar> bars, Instant now) {
    ObjectNode body = JsonReply.object();
    String newest = bars.isEmpty() ? "" : stamp(query, bars.getFirst(), now);
    meta(body.putObject("Meta Data"), query, newest);
    ObjectNode rows = body.putObject(seriesName(query));
    boolean volume = query.instrument.kind() != Kind.CURRENCY_PAIR;
    int decimals = Listing.decimals(query.instrument);
    for (Bar bar : bars) {
      ObjectNode row = rows.putObject(stamp(query, bar, now));
      row.put("1. open", Stamps.number(bar.open(), decimals));
      row.put("2. high", Stamps.number(bar.high(), decimals));
      row.put("3. low", Stamps.number(bar.low(), decimals));
      row.put("4. close", Stamps.number(bar.close(), decimals));
      if (volume) {
        row.put("5. volume", Long.toString(bar.volume()));
      }
    }
    return body;
  }

  private static String seriesName(Query query) {
    String cut = query.frame == Frame.INTRADAY ? query.minutes + "min" : query.frame.word();
    return switch (kind(query.function)) {
      case CURRENCY_PAIR -> "Time Series FX (" + cut + ")";
      case CRYPTO_PAIR ->
          query.frame == Frame.INTRADAY
              ? "Time Series Crypto (" + cut + ")"
              : "Time Series (Digital Currency " + cut + ")";
      default ->
          query.frame.compareTo(Frame.DAILY) > 0
              ? cut + " Time Series"
              : "Time Series (" + cut + ")";
    };
  }

  private static void meta(ObjectNode meta, Query query, String newest) {
    Numbered fields = new Numbered(meta);
    fields.put("Information", query.frame.word() + " Prices (open, high, low, close) and Volumes");
    switch (kind(query.function)) {
      case CURRENCY_PAIR -> {
        fields.put("From Symbol", Listing.codes(query.instrument).getFirst());
        fields.put("To Symbol", Listing.codes(query.instrument).getLast());
      }
      case CRYPTO_PAIR -> {
        fields.put("Digital Currency Code", Listing.codes(query.instrument).getFirst());
        fields.put("Market Code", Listing.codes(query.instrument).getLast());
      }
      default -> fields.put("Symbol", Listing.ticker(query.instrument));
    }
    fields.put("Last Refreshed", newest);
    if (query.frame == Frame.INTRADAY) {
      fields.put("Interval", query.minutes + "min");
    }
    fields.put("Output Size", query.full ? "Full size" : "Compact");
    fields.put("Time Zone", Listing.isPair(query.instrument) ? "UTC" : "US/Eastern");
  }

  /// Writes `1. Information`, `2. Symbol` and so on.
  private static final class Numbered {
    private final ObjectNode node;
    private int next = 1;

    Numbered(ObjectNode node) {
      this.node = node;
    }

    void put(String name, String value) {
      node.put(next++ + ". " + name, value);
    }
  }
}
