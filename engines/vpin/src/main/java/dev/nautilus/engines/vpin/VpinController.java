package dev.nautilus.engines.vpin;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.vpin.method.DailyVpin;
import dev.nautilus.message.VpinCalculation;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the VPIN engine. Reads the view.
@RestController
@RequestMapping("/api/v1")
class VpinController {
  private static final int MOST = 10_000;

  private final RunningEngine engine;

  VpinController(RunningEngine engine) {
    this.engine = engine;
  }

  /// The newest bucket of a symbol and its days.
  ///
  /// @param ready whether there is a VPIN yet
  /// @param late trades and bars of intervals that were over when they came
  record Reply(
      String symbol,
      boolean ready,
      VpinCalculation newest,
      OptionalDouble nextBucketVolume,
      OptionalDouble sigma,
      long late,
      List<DailyVpin> days) {}

  /// Buckets of a symbol, oldest first.
  record Buckets(String symbol, long buckets, List<VpinCalculation> newest) {}

  /// The symbols followed, each with its newest VPIN; missing while warming up.
  @GetMapping("/vpin")
  Map<String, OptionalDouble> symbols() {
    Map<String, OptionalDouble> vpins = new TreeMap<>();
    engine
        .view(VpinView.class)
        .series()
        .forEach(
            (symbol, series) ->
                vpins.put(
                    symbol,
                    series.newest().isEmpty()
                        ? OptionalDouble.empty()
                        : series.newest().getLast().vpin()));
    return vpins;
  }

  /// The newest bucket.
  @GetMapping("/vpin/{symbol}")
  Reply vpin(@PathVariable String symbol) {
    VpinView.Series series = series(symbol);
    if (series.newest().isEmpty()) {
      throw EngineException.unavailable(
          "no bucket of %s is full yet: bucket size %s, sigma %s, %d bars wait"
              .formatted(
                  symbol, known(series.bucketVolume()), known(series.sigma()), series.waiting()));
    }
    VpinCalculation newest = series.newest().getLast();
    return new Reply(
        symbol,
        newest.vpin().isPresent(),
        newest,
        series.bucketVolume(),
        series.sigma(),
        series.late(),
        series.days());
  }

  /// The newest buckets.
  ///
  /// @param limit 1 to 10,000
  @GetMapping("/buckets/{symbol}")
  Buckets buckets(@PathVariable String symbol, @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw EngineException.invalid("limit must be 1 to " + MOST + ", was " + limit);
    }
    VpinView.Series series = series(symbol);
    List<VpinCalculation> all = series.newest();
    return new Buckets(
        symbol, series.buckets(), all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  private VpinView.Series series(String symbol) {
    Map<String, VpinView.Series> all = engine.view(VpinView.class).series();
    VpinView.Series series = all.get(symbol);
    if (series == null) {
      throw EngineException.unknown("symbol", symbol, all.keySet());
    }
    return series;
  }

  private static String known(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "not known";
  }
}
