package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// A definition together with the arithmetic that fulfils it.
///
/// @param lookback how many bars pass before the first value can exist
record Measure<I>(FeatureDefinition definition, ToIntFunction<Params> lookback, Recipe<I> recipe) {

  static Draft named(String name, String title) {
    return new Draft(name, title);
  }

  /// Collects what a measure says about itself; the last call gives the arithmetic.
  static final class Draft {
    private final String name;
    private final String title;
    private final List<FeatureParameter> parameters = new ArrayList<>();
    private String definition = "";
    private String unit = "";
    private String source = "";
    private String undefined = "during warm-up";
    private List<String> outputs = List.of();
    private ToIntFunction<Params> lookback = params -> 0;

    private Draft(String name, String title) {
      this.name = name;
      this.title = title;
    }

    Draft definition(String text) {
      definition = text;
      return this;
    }

    Draft unit(String text) {
      unit = text;
      return this;
    }

    Draft source(String text) {
      source = text;
      return this;
    }

    Draft undefined(String text) {
      undefined = text;
      return this;
    }

    /// A count of bars, or of what else it is fed with, at least 1.
    Draft bars(String parameter, int published) {
      return bars(parameter, published, 1);
    }

    Draft bars(String parameter, int published, int least) {
      parameters.add(new FeatureParameter(parameter, published, least, true));
      return this;
    }

    /// A factor, 0 or more.
    Draft factor(String parameter, double published) {
      parameters.add(new FeatureParameter(parameter, published, 0, false));
      return this;
    }

    Draft outputs(String... names) {
      outputs = List.of(names);
      return this;
    }

    Draft lookback(ToIntFunction<Params> bars) {
      lookback = bars;
      return this;
    }

    Measure<Candle> candles(Recipe<Candle> recipe) {
      return new Measure<>(define(FeatureInput.CANDLE), lookback, recipe);
    }

    /// A measure of closing prices alone, one output.
    Measure<Candle> closes(CloseRecipe recipe) {
      return candles(
          (params, memory) -> {
            Filter filter = recipe.make(params, memory);
            return (candle, out) -> out[0] = filter.next(candle.close());
          });
    }

    Measure<TopOfBook> quotes(Recipe<TopOfBook> recipe) {
      return new Measure<>(define(FeatureInput.TOP_OF_BOOK), lookback, recipe);
    }

    Measure<TapeTrade> trades(Recipe<TapeTrade> recipe) {
      return new Measure<>(define(FeatureInput.TRADE), lookback, recipe);
    }

    private FeatureDefinition define(FeatureInput input) {
      List<String> names = outputs.isEmpty() ? List.of(name) : outputs;
      return new FeatureDefinition(
          name, title, definition, unit, source, undefined, parameters, names, input, 1);
    }
  }

  /// Makes the filter that turns closes into values.
  @FunctionalInterface
  interface CloseRecipe {
    Filter make(Params params, Memory memory);
  }
}
