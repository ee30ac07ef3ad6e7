package dev.nautilus.engines.backtesting;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the backtesting engine. Reads the view; changes go through the engine thread.
/// Files are read through once here, on the request's thread, before a run is taken on.
@RestController
@RequestMapping("/api/v1")
class BacktestController {
  private final RunningEngine engine;
  private final BacktestBook book;
  private final BacktestingProperties properties;

  BacktestController(RunningEngine engine, BacktestBook book, BacktestingProperties properties) {
    this.engine = engine;
    this.book = book;
    this.properties = properties;
  }

  /// A run in short.
  record Summary(
      String id, BacktestView.Status status, double done, String strategy, String symbol) {}

  /// Takes a run on: settings by name, those left out have their defaults.
  @PostMapping("/runs")
  @ResponseStatus(HttpStatus.CREATED)
  CompletionStage<BacktestView.Run> submit(@RequestBody Map<String, @Nullable Object> settings) {
    try {
      RunPlan plan = RunPlan.of(written(settings));
      BarFile.Contents contents =
          plan.source().equals("file")
              ? BarFile.scan(properties.dataFolder(), plan, properties.mostBars())
              : null;
      return engine.ask(outbox -> book.submit(plan, contents, outbox));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> written(Map<String, @Nullable Object> settings) {
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

  /// What there is to set, with the defaults.
  @GetMapping("/settings")
  Map<String, String> settings() {
    return RunPlan.DEFAULTS;
  }

  /// Bars captured from the bus, by `AAPL 1m`.
  @GetMapping("/captured")
  Map<String, Integer> captured() {
    return engine.view(BacktestView.class).captured();
  }

  /// All runs in short, oldest first.
  @GetMapping("/runs")
  List<Summary> runs() {
    List<Summary> all = new ArrayList<>();
    for (BacktestView.Run run : engine.view(BacktestView.class).runs().values()) {
      all.add(
          new Summary(
              run.id(),
              run.status(),
              run.done(),
              run.settings().getOrDefault("strategy", ""),
              run.settings().getOrDefault("symbol", "")));
    }
    return all;
  }

  /// A run with its progress, or its result.
  @GetMapping("/runs/{id}")
  BacktestView.Run run(@PathVariable String id) {
    Map<String, BacktestView.Run> runs = engine.view(BacktestView.class).runs();
    BacktestView.Run run = runs.get(id);
    if (run == null) {
      throw EngineException.unknown("run", id, runs.keySet());
    }
    return run;
  }

  /// The newest round trips of a run, oldest first.
  @GetMapping("/runs/{id}/trades")
  List<BacktestView.Trade> trades(@PathVariable String id) {
    return run(id).trades();
  }

  /// Ends a run that is not over, or forgets one that is.
  @DeleteMapping("/runs/{id}")
  CompletionStage<BacktestView.Run> cancel(@PathVariable String id) {
    return engine.ask(outbox -> book.cancel(id, outbox));
  }
}
