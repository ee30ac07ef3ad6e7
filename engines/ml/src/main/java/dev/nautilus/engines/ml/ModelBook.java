package dev.nautilus.engines.ml;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.ml.method.FeatureScaler;
import dev.nautilus.message.Bar;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MlPrediction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: the instruments, and the models that learn from all of them.
/// Confined to the engine thread.
final class ModelBook {
  private final MlProperties properties;
  private final InputLayout layout;
  private final Map<InstrumentId, InstrumentStream> streams = new LinkedHashMap<>();
  private final Map<InstrumentId, Integer> places = new LinkedHashMap<>();
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, ModelRequest> defined = new LinkedHashMap<>();
  private final NewestPredictions newest = new NewestPredictions();
  private final Map<InstrumentId, Map<String, Model.Guess>> guesses = new LinkedHashMap<>();
  private final PastBars past;
  private final ModelVoice voice;
  private boolean simulated;
  private @Nullable MlView view;

  ModelBook(MlProperties properties) {
    this.properties = properties;
    layout = new InputLayout(properties.features());
    for (InstrumentId symbol : properties.symbols()) {
      places.put(symbol, places.size());
      streams.put(
          symbol, new InstrumentStream(properties.bar(), properties.lateBars(), layout.size()));
    }
    past = new PastBars(properties.symbols(), properties.bar());
    voice = new ModelVoice(properties.bar(), streams.values());
    properties.models().forEach(this::begin);
  }

  private Model begin(ModelRule rule) {
    Model model = new Model(rule, streams.size(), width(), properties);
    models.put(rule.id(), model);
    view = null;
    return model;
  }

  private int width() {
    return FeatureScaler.width(layout.size());
  }

  /// The bars of each instrument.
  List<Backfill> backfills() {
    return properties.symbols().stream()
        .map(symbol -> Backfill.bars(symbol, properties.bar(), properties.history()))
        .toList();
  }

  /// Collects history; when all of it is there, learns from it and says what follows.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    List<Bar> bars = past.add(asked.instruments(), Backfill.completeBars(answer));
    for (Bar bar : bars) {
      Step step = stream(bar.instrument()).past(bar);
      if (step != null) {
        run(step);
      }
    }
    if (!bars.isEmpty()) {
      sayAll(bars.getLast().start(), outbox);
    }
  }

  /// What follows from history: the newest prediction of each instrument, and how good they were.
  private void sayAll(Instant last, Outbox outbox) {
    guesses.forEach((symbol, each) -> say(each, layout.hash(null), outbox));
    models.values().forEach(model -> report(model, last, outbox));
  }

  private void report(Model model, Instant at, Outbox outbox) {
    voice.measures(model, at).forEach(each -> outbox.emit(MessageType.PERFORMANCE_METRIC, each));
  }

  private void say(Map<String, Model.Guess> said, String hash, Outbox outbox) {
    said.forEach(
        (id, guess) -> {
          Model model = models.get(id);
          if (model != null) {
            MlPrediction prediction = voice.prediction(model, guess, hash, simulated);
            newest.put(prediction);
            outbox.emit(MessageType.ML_PREDICTION, prediction);
          }
        });
    said.clear();
  }

  /// Takes in a complete bar of the configured interval and origin.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    if (streams.containsKey(bar.instrument())
        && bar.complete()
        && bar.spec().equals(properties.bar())
        && bar.origin() == properties.barOrigin()) {
      live(stream(bar.instrument()).bar(bar), outbox);
    }
  }

  /// Takes the features of a bar in.
  void onFeatures(Message<FeatureVector> message, Outbox outbox) {
    FeatureVector vector = message.payload();
    if (streams.containsKey(vector.instrument())
        && vector.barSpec().equals(properties.bar())
        && vector.setName().equals(properties.featureSet())) {
      live(stream(vector.instrument()).features(vector), outbox);
    }
  }

  private InstrumentStream stream(InstrumentId instrument) {
    InstrumentStream stream = streams.get(instrument);
    if (stream == null) {
      throw new IllegalArgumentException(instrument + " must be one of " + streams.keySet());
    }
    return stream;
  }

  private void live(List<Step> steps, Outbox outbox) {
    view = null;
    for (Step step : steps) {
      Map<Model, List<Model.Event>> events = run(step);
      events.forEach(
          (model, all) ->
              all.forEach(
                  event ->
                      outbox.emit(
                          MessageType.MODEL_DRIFT,
                          voice.drift(model, event, step.bar(), simulated))));
      Map<String, Model.Guess> said = guesses.get(step.bar().instrument());
      if (step.vector() != null && said != null) {
        say(said, layout.hash(step.vector()), outbox);
      }
      models.values().stream()
          .filter(model -> model.isReportDue(properties.report()))
          .forEach(model -> report(model, step.bar().start(), outbox));
    }
  }

  /// One step of one instrument, for all models: what it settles is learned, then it is predicted,
  /// and only then does the row enter the scale.
  private Map<Model, List<Model.Event>> run(Step step) {
    view = null;
    InstrumentId symbol = step.bar().instrument();
    InstrumentStream stream = stream(symbol);
    int place = places.getOrDefault(symbol, 0);
    simulated |= step.bar().provenance().simulated();
    simulated |= step.vector() != null && step.vector().simulated();
    Map<Model, List<Model.Event>> events = new LinkedHashMap<>();
    for (Model model : models.values()) {
      List<Model.Event> settled = model.settle(place, step);
      if (!settled.isEmpty()) {
        events.put(model, settled);
      }
    }
    Map<String, Model.Guess> said = guesses.computeIfAbsent(symbol, _ -> new LinkedHashMap<>());
    said.clear();
    if (stream.inputs().isReady()) {
      double[] raw = layout.raw(stream.inputs(), step.vector());
      double[] row = stream.scaler().scaled(raw);
      double deviation = stream.inputs().deviation();
      models.forEach(
          (id, model) -> {
            Model.Guess guess = model.expect(place, step.bar(), row, deviation);
            if (guess != null) {
              said.put(id, guess);
            }
          });
      stream.scaler().learn(raw);
    }
    return events;
  }

  /// Begins a model; it learns from the next bars on.
  ///
  /// @throws EngineException INVALID, saying what must be different
  MlView.ModelView define(ModelRequest request) {
    ModelRule rule = request.rule();
    if (models.containsKey(rule.id())) {
      throw EngineException.invalid("id must be a new one, '" + rule.id() + "' is taken");
    }
    if (models.size() >= properties.mostModels()) {
      throw EngineException.invalid(
          "there may be at most " + properties.mostModels() + " models, all are taken");
    }
    defined.put(rule.id(), request);
    return voice.show(begin(rule));
  }

  /// Lets a model's shadow take over.
  ///
  /// @throws EngineException UNKNOWN without such a model, INVALID without a shadow
  MlView.ModelView promote(String id) {
    Model model = models.get(id);
    if (model == null) {
      throw EngineException.unknown("model", id, models.keySet());
    }
    if (!model.promote()) {
      throw EngineException.invalid("model '" + id + "' must have a shadow to promote, has none");
    }
    view = null;
    return voice.show(model);
  }

  /// What the layout of the state depends on: who is followed, what is learned, by which models.
  String shape() {
    String symbols =
        properties.symbols().stream().map(InstrumentId::value).collect(Collectors.joining(","));
    return "%d symbols (%08x), %s %s, window %d, inputs %.8s, %d models (%08x)"
        .formatted(
            streams.size(),
            symbols.hashCode(),
            properties.bar(),
            properties.barOrigin(),
            properties.window(),
            layout.hash(null),
            properties.models().size(),
            properties.models().toString().hashCode());
  }

  void write(StateOutput out) {
    out.all(
        defined.values(),
        (to, request) ->
            to.all(
                request.settings().entrySet(),
                (each, entry) -> each.text(entry.getKey()).text(entry.getValue())));
    streams.values().forEach(stream -> stream.write(out));
    models.values().forEach(model -> model.write(out));
    newest.write(out);
    out.flag(simulated);
  }

  void read(StateInput in) {
    in.all(ModelBook::request).forEach(this::define);
    streams.values().forEach(stream -> stream.read(in));
    models.values().forEach(model -> model.read(in, width()));
    newest.read(in);
    simulated = in.flag();
    view = null;
  }

  private static ModelRequest request(StateInput in) {
    Map<String, String> settings = new TreeMap<>();
    in.all(each -> settings.put(each.text(), each.text()) == null);
    return new ModelRequest(settings);
  }

  /// The state as of now.
  MlView view() {
    MlView current = view;
    if (current == null) {
      Map<String, MlView.ModelView> shown = new LinkedHashMap<>();
      models.forEach((id, model) -> shown.put(id, voice.show(model)));
      Map<String, MlView.SymbolView> symbols = new TreeMap<>();
      streams.forEach(
          (symbol, stream) ->
              symbols.put(
                  symbol.value(), new MlView.SymbolView(stream.counts(), newest.of(symbol))));
      current = new MlView(shown, symbols, layout.names());
      view = current;
    }
    return current;
  }
}
