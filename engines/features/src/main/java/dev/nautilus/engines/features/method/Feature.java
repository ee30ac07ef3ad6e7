package dev.nautilus.engines.features.method;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// One measure at work on one stream. O(1) per update on average; the catalogue names the few
/// exceptions that look at their whole window.
///
/// **Threads** confined to one. **Unit** as the definition says.
///
/// @param <I> [Candle], [TopOfBook] or [TapeTrade]
public final class Feature<I> {

  private final FeatureId id;
  private final FeatureDefinition definition;
  private final int lookback;
  private final Memory memory = new Memory();
  private final Formula<I> formula;
  private final Function<I, Instant> clock;
  private final double[] outputs;
  private long updates;
  private Instant lastAt = Instant.MIN;

  Feature(FeatureId id, Measure<I> measure, Function<I, Instant> clock) {
    this.id = id;
    this.clock = clock;
    definition = measure.definition();
    Params params = new Params(id.params());
    lookback = measure.lookback().applyAsInt(params);
    formula = measure.recipe().make(params, memory);
    outputs = new double[definition.outputs().size()];
    Arrays.fill(outputs, Double.NaN);
  }

  public FeatureId id() {
    return id;
  }

  public FeatureDefinition definition() {
    return definition;
  }

  /// How many inputs pass before the first value: the index of the first bar with one.
  public int lookback() {
    return lookback;
  }

  /// Whether warm-up is over. A ready feature may still have no value, see
  /// [FeatureDefinition#undefined()].
  public boolean ready() {
    return updates > lookback;
  }

  public long updates() {
    return updates;
  }

  /// Takes the next input.
  ///
  /// @throws IllegalArgumentException if a candle does not start after the one before it, or a
  ///   quote or trade is older than the one before it: late data is replayed from a [FeatureState]
  public void update(I input) {
    Instant at = clock.apply(input);
    boolean inOrder =
        definition.input() == FeatureInput.CANDLE ? at.isAfter(lastAt) : !at.isBefore(lastAt);
    if (!inOrder) {
      throw new IllegalArgumentException(
          "input of " + id.text() + " must come after " + lastAt + ", was " + at);
    }
    lastAt = at;
    updates++;
    Arrays.fill(outputs, Double.NaN);
    formula.next(input, outputs);
  }

  /// The main value.
  public OptionalDouble value() {
    return optional(outputs[0]);
  }

  /// One of its named values.
  ///
  /// @throws IllegalArgumentException if the feature has no output of that name
  public OptionalDouble value(String output) {
    int index = definition.outputs().indexOf(output);
    if (index < 0) {
      throw new IllegalArgumentException(
          "output of %s must be one of %s, was %s"
              .formatted(definition.name(), definition.outputs(), output));
    }
    return optional(outputs[index]);
  }

  /// What to store so that [#restore] can go on from here.
  public FeatureState state() {
    List<Double> numbers = new ArrayList<>();
    memory.exchange(
        number -> {
          numbers.add(number);
          return number;
        });
    List<Double> values = Arrays.stream(outputs).boxed().toList();
    return new FeatureState(
        id.text(), definition.methodVersion(), updates, lastAt, values, numbers);
  }

  /// Goes back (or forward) to a stored state.
  ///
  /// @throws IllegalArgumentException if the state is that of another feature, version or shape
  public void restore(FeatureState state) {
    if (!state.id().equals(id.text()) || state.methodVersion() != definition.methodVersion()) {
      throw new IllegalArgumentException(
          "state must be of %s version %d, was of %s version %d"
              .formatted(id.text(), definition.methodVersion(), state.id(), state.methodVersion()));
    }
    int size = state().memory().size();
    if (state.memory().size() != size || state.outputs().size() != outputs.length) {
      throw new IllegalArgumentException(
          "state of %s must hold %d numbers, was %d"
              .formatted(id.text(), size, state.memory().size()));
    }
    Iterator<Double> stored = state.memory().iterator();
    memory.exchange(number -> stored.next());
    updates = state.updates();
    lastAt = state.lastAt();
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = state.outputs().get(i);
    }
  }

  private static OptionalDouble optional(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
