package dev.nautilus.engines.strategy;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the strategy engine. Reads the view; changes go through the engine thread.
@RestController
@RequestMapping("/api/v1/strategies")
class StrategyController {
  private final RunningEngine engine;
  private final StrategyBook book;

  StrategyController(RunningEngine engine, StrategyBook book) {
    this.engine = engine;
    this.book = book;
  }

  /// All strategies.
  @GetMapping
  Map<String, StrategyView.Run> strategies() {
    return engine.view(StrategyView.class).strategies();
  }

  /// One strategy.
  @GetMapping("/{name}")
  StrategyView.Run strategy(@PathVariable String name) {
    Map<String, StrategyView.Run> all = strategies();
    StrategyView.Run found = all.get(name);
    if (found == null) {
      throw EngineException.unknown("strategy", name, all.keySet());
    }
    return found;
  }

  /// Adds a strategy, or changes one that is flat.
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CompletionStage<StrategyView.Run> define(@RequestBody Map<String, @Nullable Object> written) {
    PlanRequest request = PlanRequest.of(written);
    return engine.ask(outbox -> book.strategies().define(request.name(), request.plan()));
  }

  /// Lets a strategy go into new positions.
  @PostMapping("/{name}/start")
  CompletionStage<StrategyView.Run> start(@PathVariable String name) {
    return engine.ask(outbox -> book.strategies().start(name, true));
  }

  /// Keeps a strategy from new positions; those it has are looked after until it has left them.
  @PostMapping("/{name}/stop")
  CompletionStage<StrategyView.Run> stop(@PathVariable String name) {
    return engine.ask(outbox -> book.strategies().start(name, false));
  }
}
