package dev.nautilus.engines.backtesting;

import dev.nautilus.engines.backtesting.method.AverageCross;
import dev.nautilus.engines.backtesting.method.AverageTrend;
import dev.nautilus.engines.backtesting.method.BacktestRun;
import dev.nautilus.engines.backtesting.method.BuyAndHold;
import dev.nautilus.engines.backtesting.method.Commission;
import dev.nautilus.engines.backtesting.method.Costs;
import dev.nautilus.engines.backtesting.method.Slippage;
import dev.nautilus.engines.backtesting.method.TradingRule;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a run is to do: names and values as people wrote them, checked, with the defaults filled
/// in. Equal plans are equal text.
///
/// @param settings every setting of [#DEFAULTS], by name
record RunPlan(Map<String, String> settings) {
  /// What there is to set. `source`: `history` of the vendors, `bus` as captured, or `file`.
  /// `commission`: `none`, `per_share:cost[:minimum]`, `per_contract:cost:fee[:minimum]` or
  /// `per_dollar:rate`. `slippage`: `none`, `fixed_bps:points`, `volume_share:impact` or
  /// `square_root:factor:deviation`. `ending`: `close`, `open` or `keep`. `volume_limit`: a share
  /// of each bar's volume, or `none`.
  static final Map<String, String> DEFAULTS =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("strategy", "sma_cross"),
                  Map.entry("fast", "10"),
                  Map.entry("slow", "30"),
                  Map.entry("units", "100"),
                  Map.entry("symbol", ""),
                  Map.entry("spec", "1d"),
                  Map.entry("source", "history"),
                  Map.entry("file", ""),
                  Map.entry("bars", "756"),
                  Map.entry("cash", "100000"),
                  Map.entry("currency", "USD"),
                  Map.entry("commission", "none"),
                  Map.entry("slippage", "none"),
                  Map.entry("volume_limit", "none"),
                  Map.entry("latency", "PT0S"),
                  Map.entry("borrow_rate", "0"),
                  Map.entry("funding_rate", "0"),
                  Map.entry("ending", "close"),
                  Map.entry("days_per_year", "252"),
                  Map.entry("seed", "1"))));

  private static final Set<String> SOURCES = new TreeSet<>(Set.of("bus", "file", "history"));

  RunPlan {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /// Checks what people wrote.
  ///
  /// @throws IllegalArgumentException saying what must be different
  static RunPlan of(Map<String, String> written) {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    written.forEach(
        (name, value) -> {
          if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException(
                "settings must be of %s, was '%s'".formatted(DEFAULTS.keySet(), name));
          }
          all.put(name, value);
        });
    RunPlan plan = new RunPlan(all);
    plan.symbol();
    if (plan.spec().duration().isEmpty()) {
      throw new IllegalArgumentException("spec must be a time interval, was " + plan.spec());
    }
    if (!SOURCES.contains(plan.source())) {
      throw new IllegalArgumentException(
          "source must be of %s, was '%s'".formatted(SOURCES, plan.source()));
    }
    if (plan.source().equals("file") && plan.file().isEmpty()) {
      throw new IllegalArgumentException("a run of a file must name it, as in \"file\": \"x.csv\"");
    }
    plan.bars();
    plan.seed();
    plan.daysPerYear();
    plan.setup();
    return plan;
  }

  /// Settings as they come by REST, as text.
  ///
  /// @throws IllegalArgumentException when one is neither a text nor a number
  static Map<String, String> written(Map<String, @Nullable Object> settings) {
    Map<String, String> written = new TreeMap<>();
    settings.forEach(
        (name, value) -> {
          if (!(value instanceof String || value instanceof Number)) {
            throw new IllegalArgumentException(
                "%s must be a text or a number, was %s".formatted(name, value));
          }
          written.put(name, value.toString());
        });
    return written;
  }

  private String get(String name) {
    return settings.getOrDefault(name, "");
  }

  private double number(String name) {
    try {
      double value = Double.parseDouble(get(name));
      if (!Double.isFinite(value)) {
        throw new NumberFormatException("not finite");
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, was '" + get(name) + "'", e);
    }
  }

  private int whole(String name) {
    double value = number(name);
    if (value != Math.rint(value) || Math.abs(value) > 1e9) {
      throw new IllegalArgumentException(name + " must be a whole number, was " + get(name));
    }
    return (int) value;
  }

  InstrumentId symbol() {
    return InstrumentId.of(get("symbol"));
  }

  BarSpec spec() {
    return BarSpec.of(get("spec"));
  }

  String source() {
    return get("source");
  }

  String file() {
    return get("file");
  }

  String strategy() {
    return get("strategy");
  }

  String currency() {
    return get("currency");
  }

  int bars() {
    int bars = whole("bars");
    if (bars < 2) {
      throw new IllegalArgumentException("bars must be 2 or more, was " + bars);
    }
    return bars;
  }

  long seed() {
    return whole("seed");
  }

  double daysPerYear() {
    double days = number("days_per_year");
    if (!(days > 0)) {
      throw new IllegalArgumentException("days_per_year must be more than 0, was " + days);
    }
    return days;
  }

  Duration interval() {
    return spec().duration().orElseThrow();
  }

  /// A new run's setup, with a rule of its own.
  BacktestRun.Setup setup() {
    return new BacktestRun.Setup(
        1, BigDecimal.valueOf(number("cash")), costs(), rule(), ending(), List.of());
  }

  private BacktestRun.Ending ending() {
    try {
      return BacktestRun.Ending.valueOf(get("ending").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "ending must be close, open or keep, was '" + get("ending") + "'", e);
    }
  }

  private TradingRule rule() {
    return switch (strategy()) {
      case "sma_cross" -> new AverageCross(whole("fast"), whole("slow"));
      case "sma_trend" -> new AverageTrend(whole("slow"), number("units"));
      case "buy_and_hold" -> new BuyAndHold();
      default ->
          throw new IllegalArgumentException(
              "strategy must be sma_cross, sma_trend or buy_and_hold, was '" + strategy() + "'");
    };
  }

  private Costs costs() {
    String limit = get("volume_limit");
    try {
      return new Costs(
          slippage(get("slippage").split(":", -1)),
          commission(get("commission").split(":", -1)),
          limit.equals("none") ? Double.POSITIVE_INFINITY : number("volume_limit"),
          Duration.parse(get("latency")).toNanos(),
          number("borrow_rate"),
          number("funding_rate"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "latency must be a duration like PT0.25S, was '" + get("latency") + "'", e);
    }
  }

  private static Commission commission(String[] parts) {
    return switch (parts[0]) {
      case "none" -> Commission.none();
      case "per_share" ->
          new Commission.PerShare(part(parts, 1), parts.length > 2 ? part(parts, 2) : 0);
      case "per_contract" ->
          new Commission.PerContract(
              part(parts, 1), part(parts, 2), parts.length > 3 ? part(parts, 3) : 0);
      case "per_dollar" -> new Commission.PerDollar(part(parts, 1));
      default ->
          throw new IllegalArgumentException(
              "commission must be none, per_share:c[:min], per_contract:c:fee[:min] or"
                  + " per_dollar:rate, was '"
                  + String.join(":", parts)
                  + "'");
    };
  }

  private static Slippage slippage(String[] parts) {
    return switch (parts[0]) {
      case "none" -> Slippage.none();
      case "fixed_bps" -> new Slippage.FixedBasisPoints(part(parts, 1));
      case "volume_share" -> new Slippage.VolumeShare(part(parts, 1));
      case "square_root" -> new Slippage.SquareRoot(part(parts, 1), part(parts, 2));
      default ->
          throw new IllegalArgumentException(
              "slippage must be none, fixed_bps:points, volume_share:impact or"
                  + " square_root:factor:deviation, was '"
                  + String.join(":", parts)
                  + "'");
    };
  }

  private static double part(String[] parts, int at) {
    if (at >= parts.length) {
      throw new IllegalArgumentException(
          "'%s' must have %d numbers behind it".formatted(parts[0], at));
    }
    try {
      return Double.parseDouble(parts[at]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' must have a number at place %d, was '%s'".formatted(parts[0], at, parts[at]), e);
    }
  }
}
