package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.enhancedvpin.method.InformedArrival;
import dev.nautilus.message.Toxicity;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the enhanced VPIN engine. Reads the view.
@RestController
@RequestMapping("/api/v1")
class ToxicityController {
  private static final int MOST = 10_000;

  private final RunningEngine engine;

  ToxicityController(RunningEngine engine) {
    this.engine = engine;
  }

  /// The newest readings of a symbol, oldest first.
  ///
  /// @param ready whether there is a score yet
  record Reply(
      String symbol, boolean ready, @Nullable InformedArrival arrival, List<Toxicity> newest) {}

  /// The symbols followed, each with its newest score; missing while warming up.
  @GetMapping("/toxicity")
  Map<String, OptionalDouble> symbols() {
    Map<String, OptionalDouble> scores = new TreeMap<>();
    engine
        .view(ToxicityView.class)
        .series()
        .forEach(
            (symbol, series) ->
                scores.put(
                    symbol,
                    series.newest().isEmpty()
                        ? OptionalDouble.empty()
                        : series.newest().getLast().score()));
    return scores;
  }

  /// The newest readings.
  ///
  /// @param limit 1 to 10,000
  @GetMapping("/toxicity/{symbol}")
  Reply toxicity(@PathVariable String symbol, @RequestParam(defaultValue = "1") int limit) {
    if (limit < 1 || limit > MOST) {
      throw EngineException.invalid("limit must be 1 to " + MOST + ", was " + limit);
    }
    ToxicityView.Series series = series(symbol);
    List<Toxicity> all = series.newest();
    if (all.isEmpty()) {
      throw EngineException.unavailable(
          "no bucket of %s is full yet: bucket size %s, sigma %s, %d bars wait"
              .formatted(
                  symbol, known(series.bucketVolume()), known(series.sigma()), series.waiting()));
    }
    return new Reply(
        symbol,
        all.getLast().score().isPresent(),
        series.arrival(),
        all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  /// The order flow imbalance of a symbol; its parts are missing until enough quotes came.
  @GetMapping("/ofi/{symbol}")
  ToxicityView.Imbalance imbalance(@PathVariable String symbol) {
    return series(symbol).imbalance();
  }

  private ToxicityView.Series series(String symbol) {
    Map<String, ToxicityView.Series> all = engine.view(ToxicityView.class).series();
    ToxicityView.Series series = all.get(symbol);
    if (series == null) {
      throw EngineException.unknown("symbol", symbol, all.keySet());
    }
    return series;
  }

  private static String known(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "not known";
  }
}
