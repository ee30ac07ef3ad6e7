package dev.nautilus.engines.marketdata.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.marketdata.method.ThresholdBars.Rule;
import dev.nautilus.message.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Cases of bars cut from a list of events, or from a table of ticks.
final class BarCases {
  private static final Pattern TICK_SIZE = Pattern.compile("tick ([0-9.]+)");
  private static final Pattern PRECISION = Pattern.compile("price precision ([0-9]+)");

  private BarCases() {}

  /// Every bar the case names, compared as decimals.
  static Verdict bars(ReferenceCase reference) {
    Comparison comparison = new Comparison();
    List<BuiltBar> bars = cut(reference, comparison);
    JsonNode expected = reference.expected();
    comparison.same("bar_count", expected.path("bar_count").intValue(), bars.size());
    for (Map.Entry<String, JsonNode> entry : expected.path("bars").properties()) {
      int index = Integer.parseInt(entry.getKey());
      index = index < 0 ? bars.size() + index : index;
      if (index < 0 || index >= bars.size()) {
        comparison.differ("bar " + entry.getKey() + " is missing");
        continue;
      }
      compare(entry.getKey(), entry.getValue(), bars.get(index), comparison);
    }
    return comparison.verdict();
  }

  private static void compare(String name, JsonNode expected, BuiltBar bar, Comparison to) {
    Map<String, Function<BuiltBar, BigDecimal>> fields =
        Map.of(
            "open", BuiltBar::open,
            "high", BuiltBar::high,
            "low", BuiltBar::low,
            "close", BuiltBar::close,
            "volume", BuiltBar::volume);
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      Function<BuiltBar, BigDecimal> actual = fields.get(field.getKey());
      if (actual == null) {
        to.differ("bar has no field " + field.getKey());
        continue;
      }
      to.same(
          name + "." + field.getKey(),
          decimal(field.getValue()).stripTrailingZeros(),
          actual.apply(bar).stripTrailingZeros());
    }
  }

  private static List<BuiltBar> cut(ReferenceCase reference, Comparison comparison) {
    JsonNode input = reference.input();
    String aggregation = input.path("aggregation").asString("");
    List<BuiltBar> bars = new ArrayList<>();
    if (reference.id().contains("RenkoBarAggregator") && aggregation.equals("MINUTE")) {
      comparison.rule(
          "the case names the aggregation of its input bars; id and expected brick are of Renko"
              + " with the 10 ticks of its siblings");
      feed(input, new RenkoBars(tick(input).multiply(BigDecimal.TEN), true), bars);
      return bars;
    }
    BigDecimal step = decimal(input.path("step"));
    switch (aggregation) {
      case "RENKO" -> feed(input, new RenkoBars(tick(input).multiply(step), true), bars);
      case "SECOND", "MINUTE", "HOUR", "DAY" -> time(input, aggregation, step, bars);
      default -> feed(input, threshold(aggregation, step), bars);
    }
    return bars;
  }

  private static BarCutter threshold(String aggregation, BigDecimal step) {
    String[] words = aggregation.split("_", 2);
    Rule rule = words.length == 1 ? Rule.TOTAL : Rule.valueOf(words[1]);
    return new ThresholdBars(Measure.valueOf(words[0]), rule, step, true);
  }

  private static void feed(JsonNode input, BarCutter cutter, List<BuiltBar> bars) {
    prints(input).forEach(print -> bars.addAll(cutter.accept(print)));
  }

  private static void time(JsonNode input, String unit, BigDecimal step, List<BuiltBar> bars) {
    Duration one = Duration.of(1, ChronoUnit.valueOf(unit + "S"));
    TimeBars cutter =
        new TimeBars(
            SessionCalendar.always(),
            one.multipliedBy(step.longValueExact()),
            Duration.ZERO,
            false);
    prints(input).forEach(print -> cutter.accept(print).forEach(cut -> bars.add(cut.bar())));
  }

  private static List<Print> prints(JsonNode input) {
    String kind = input.path("price_type").asString("LAST");
    List<Print> prints = new ArrayList<>();
    for (JsonNode event : input.path("events")) {
      Instant at = Instant.EPOCH.plusNanos(event.path("ts").longValue());
      prints.add(
          switch (event.path("type").asString("")) {
            case "trade" ->
                Print.trade(
                    decimal(event.path("price")),
                    decimal(event.path("size")),
                    side(event.path("aggressor_side").asString("")),
                    at);
            case "quote" -> quote(event, kind, at);
            case "bar" ->
                new Print(
                    decimal(event.path("open")),
                    decimal(event.path("high")),
                    decimal(event.path("low")),
                    decimal(event.path("close")),
                    decimal(event.path("volume")),
                    Side.UNKNOWN,
                    at);
            default -> throw new IllegalArgumentException("event must be known, was " + event);
          });
    }
    return prints;
  }

  private static Print quote(JsonNode event, String kind, Instant at) {
    BigDecimal bid = decimal(event.path("bid_price"));
    BigDecimal ask = decimal(event.path("ask_price"));
    BigDecimal bidSize = decimal(event.path("bid_size"));
    BigDecimal askSize = decimal(event.path("ask_size"));
    return switch (kind) {
      case "BID" -> Print.trade(bid, bidSize, Side.UNKNOWN, at);
      case "ASK" -> Print.trade(ask, askSize, Side.UNKNOWN, at);
      default -> Print.middle(bid, bidSize, ask, askSize, at);
    };
  }

  private static Side side(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "BUYER", "BUY" -> Side.BUY;
      case "SELLER", "SELL" -> Side.SELL;
      default -> Side.UNKNOWN;
    };
  }

  private static BigDecimal tick(JsonNode input) {
    String instrument = input.path("instrument").asString("");
    Matcher tick = TICK_SIZE.matcher(instrument);
    if (tick.find()) {
      return new BigDecimal(tick.group(1));
    }
    Matcher precision = PRECISION.matcher(instrument);
    if (!precision.find()) {
      throw new IllegalArgumentException("instrument must state its tick, was " + instrument);
    }
    return BigDecimal.ONE.movePointLeft(Integer.parseInt(precision.group(1)));
  }

  private static BigDecimal decimal(JsonNode node) {
    return new BigDecimal(node.asString());
  }

  /// The first bar of a table of ticks, without splitting.
  static Verdict firstBar(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("ticks").asString());
    double[] prices = table.numbers("Price");
    double[] sizes = table.numbers("Volume");
    Measure measure =
        switch (reference.method()) {
          case "dollar_bars.first_bar" -> Measure.VALUE;
          case "volume_bars.first_bar" -> Measure.VOLUME;
          case "tick_bars.first_bar" -> Measure.TICK;
          default -> throw new IllegalArgumentException("no measure of " + reference.method());
        };
    BigDecimal step = decimal(reference.input().path("threshold"));
    BarCutter cutter = new ThresholdBars(measure, Rule.TOTAL, step, false);
    List<BuiltBar> bars = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      Instant at = Instant.EPOCH.plusMillis(i);
      bars.addAll(
          cutter.accept(
              Print.trade(Print.exact(prices[i]), Print.exact(sizes[i]), Side.UNKNOWN, at)));
    }
    if (bars.isEmpty()) {
      return Verdict.fail("no bar was completed");
    }
    Comparison comparison = new Comparison();
    JsonNode expected = reference.expected();
    BuiltBar bar = bars.getFirst();
    Map.of("open", bar.open(), "high", bar.high(), "low", bar.low(), "close", bar.close())
        .forEach(
            (name, value) ->
                comparison.number(
                    name,
                    expected.path(name).doubleValue(),
                    value.doubleValue(),
                    reference.tolerance()));
    return comparison.verdict();
  }
}
