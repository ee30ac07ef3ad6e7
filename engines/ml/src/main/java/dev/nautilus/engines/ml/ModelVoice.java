package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.Label;
import dev.nautilus.engines.ml.method.PrequentialScore;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.ModelDrift;
import dev.nautilus.message.PerformanceMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/// What models have to say, as messages, and how they look. Confined to the engine thread.
final class ModelVoice {
  private final BarSpec spec;
  private final Duration length;
  private final Collection<InstrumentStream> streams;

  /// @param streams of all instruments; their scales are part of what a model is
  ModelVoice(BarSpec spec, Collection<InstrumentStream> streams) {
    this.spec = spec;
    this.streams = streams;
    length = spec.duration().orElse(Duration.ZERO);
  }

  /// Content hash of what a learner knows, scales included: equal version, equal predictions.
  String version(Expert expert) {
    ContentHash hash = new ContentHash();
    expert.learner().save(hash);
    streams.forEach(stream -> stream.scaler().save(hash));
    return hash.text();
  }

  MlPrediction prediction(Model model, Model.Guess guess, String inputsHash, boolean simulated) {
    boolean classifier = model.rule().label() != Label.RETURN;
    double expected = guess.said() * guess.deviation();
    OptionalDouble none = OptionalDouble.empty();
    return new MlPrediction(
        guess.bar().instrument(),
        model.rule().id(),
        version(model.live()),
        spec,
        guess.bar().start(),
        model.rule().horizon(),
        classifier ? OptionalDouble.of(guess.said()) : none,
        classifier ? none : OptionalDouble.of(expected),
        inputsHash,
        model.live().examples(),
        simulated);
  }

  ModelDrift drift(Model model, Model.Event event, Bar bar, boolean simulated) {
    return new ModelDrift(
        model.rule().id(),
        version(model.live()),
        event.detector(),
        event.index(),
        event.drift().statistic(),
        event.drift().threshold(),
        event.action(),
        bar.start().plus(length),
        simulated);
  }

  /// The measures of a model and of its shadow.
  List<PerformanceMetric> measures(Model model, Instant barStart) {
    List<PerformanceMetric> all = new ArrayList<>();
    String subject = "ml/" + model.rule().id();
    add(all, subject, model.live(), barStart);
    Expert shadow = model.shadow();
    if (shadow != null) {
      add(all, subject + "/shadow", shadow, barStart);
    }
    return all;
  }

  private void add(List<PerformanceMetric> all, String subject, Expert expert, Instant barStart) {
    PrequentialScore score = expert.score();
    Duration window = Duration.ofSeconds((long) score.seconds()).plus(length);
    for (PrequentialScore.Named each : score.measures()) {
      all.add(
          new PerformanceMetric(
              subject, each.name(), each.value(), each.unit(), window, barStart.plus(length)));
    }
  }

  /// A model as people see it.
  MlView.ModelView show(Model model) {
    Expert shadow = model.shadow();
    return new MlView.ModelView(
        model.rule().id(),
        model.rule(),
        model.isReady(),
        show(model.live()),
        shadow == null ? null : show(shadow),
        model.drifts(),
        model.replaced());
  }

  private MlView.LearnerView show(Expert expert) {
    List<Double> weights = new ArrayList<>();
    for (double weight : expert.learner().weights()) {
      weights.add(weight);
    }
    return new MlView.LearnerView(
        expert.rule().kind().name(),
        version(expert),
        expert.examples(),
        expert.score().scored(),
        expert.score().measures(),
        expert.score().calibration(),
        weights);
  }
}
