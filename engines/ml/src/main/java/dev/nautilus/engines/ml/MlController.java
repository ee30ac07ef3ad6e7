package dev.nautilus.engines.ml;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.message.MlPrediction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the ML engine. Reads the view; changes go through the engine thread.
@RestController
@RequestMapping("/api/v1")
class MlController {
  private final RunningEngine engine;
  private final ModelBook book;

  MlController(RunningEngine engine, ModelBook book) {
    this.engine = engine;
    this.book = book;
  }

  /// What models expect of a symbol.
  ///
  /// @param withoutFeatures bars whose features did not come in time, since the engine began
  /// @param gaps how often bars were missing
  /// @param predictions the newest of each model that is ready
  record Reply(
      String symbol,
      long withoutFeatures,
      long late,
      long gaps,
      Collection<MlPrediction> predictions) {}

  /// The models, each with how good it is and what it would be without knowing anything.
  @GetMapping("/models")
  Collection<MlView.ModelView> models() {
    return view().models().values();
  }

  /// One model.
  @GetMapping("/models/{id}")
  MlView.ModelView model(@PathVariable String id) {
    MlView.ModelView model = view().models().get(id);
    if (model == null) {
      throw EngineException.unknown("model", id, view().models().keySet());
    }
    return model;
  }

  /// What the models learn from, in the order of their weights.
  @GetMapping("/inputs")
  List<String> inputs() {
    return view().inputs();
  }

  /// The newest predictions of a symbol.
  @GetMapping("/predictions/{symbol}")
  Reply predictions(@PathVariable String symbol) {
    MlView view = view();
    MlView.SymbolView found = view.symbols().get(symbol);
    if (found == null) {
      throw EngineException.unknown("symbol", symbol, view.symbols().keySet());
    }
    if (found.predictions().isEmpty()) {
      throw EngineException.unavailable(
          "no model is ready for %s yet: %d bars seen, examples %s"
              .formatted(symbol, found.counts().steps(), examples(view)));
    }
    InstrumentStream.Counts counts = found.counts();
    return new Reply(
        symbol,
        counts.withoutFeatures(),
        counts.late(),
        counts.gaps(),
        found.predictions().values());
  }

  private static List<String> examples(MlView view) {
    return view.models().values().stream()
        .map(
            model ->
                "%s %d of %d".formatted(model.id(), model.live().examples(), model.rule().warmup()))
        .toList();
  }

  /// Begins a model: `{"id": "trend", "learner": "LOGISTIC_FTRL", "horizon": 20}`. What is not said
  /// has the default of the settings.
  @PostMapping("/models")
  @ResponseStatus(HttpStatus.CREATED)
  CompletionStage<MlView.ModelView> define(@RequestBody Map<String, Object> body) {
    ModelRequest request = ModelRequest.of(body);
    return engine.ask(_ -> book.define(request));
  }

  /// Lets the shadow of a model take over.
  @PostMapping("/models/{id}/promote")
  CompletionStage<MlView.ModelView> promote(@PathVariable String id) {
    return engine.ask(_ -> book.promote(id));
  }

  private MlView view() {
    return engine.view(MlView.class);
  }
}
