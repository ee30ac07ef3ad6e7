package dev.nautilus.engines.backtesting;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Studies studies;
  private final BacktestingProperties properties;

  BacktestController(
      RunningEngine engine, BacktestBook book, Studies studies, BacktestingProperties properties) {
    this.engine = engine;
    this.book = book;
    this.studies = studies;
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
      RunPlan plan = RunPlan.of(RunPlan.written(settings));
      BarFile.Contents contents =
          plan.source().equals("file")
              ? BarFile.scan(properties.dataFolder(), plan, properties.mostBars())
              : null;
      return engine.ask(outbox -> book.submit(plan, contents, outbox));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
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

  /// Takes a search for good parameters on.
  @PostMapping("/studies")
  @ResponseStatus(HttpStatus.CREATED)
  CompletionStage<BacktestView.Study> study(@RequestBody StudyRequest request) {
    try {
      StudyPlan plan = request.plan();
      RunPlan base = plan.base();
      List<ReplayBar> file =
          base.source().equals("file")
              ? BarFile.newest(properties.dataFolder(), base, properties.mostStudyBars())
              : null;
      return engine.ask(outbox -> studies.submit(plan, file, outbox));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// All searches, oldest first.
  @GetMapping("/studies")
  List<BacktestView.Study> studies() {
    return List.copyOf(engine.view(BacktestView.class).studies().values());
  }

  /// A search with its progress, or its result.
  @GetMapping("/studies/{id}")
  BacktestView.Study study(@PathVariable String id) {
    Map<String, BacktestView.Study> all = engine.view(BacktestView.class).studies();
    BacktestView.Study study = all.get(id);
    if (study == null) {
      throw EngineException.unknown("study", id, all.keySet());
    }
    return study;
  }

  /// Ends a search that is not over, or forgets one that is.
  @DeleteMapping("/studies/{id}")
  CompletionStage<BacktestView.Study> cancelStudy(@PathVariable String id) {
    return engine.ask(outbox -> studies.cancel(id));
  }

  /// Ends a run that is not over, or forgets one that is.
  @DeleteMapping("/runs/{id}")
  CompletionStage<BacktestView.Run> cancel(@PathVariable String id) {
    return engine.ask(outbox -> book.cancel(id, outbox));
  }
}
