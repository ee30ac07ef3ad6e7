package dev.nautilus.engine;

import java.util.function.ToDoubleFunction;

/// A number of an engine's own that operators watch, read from what the engine shows of its state.
/// A bean of this type becomes the meter `nautilus.engine.figure`.
///
/// ```java
/// @Bean
/// EngineFigure halted() {
///   return EngineFigure.of("halted", RiskView.class, RiskView::halted);
/// }
/// ```
///
/// @param name one word, the meter's tag `of`
/// @param reading the number in a view; any thread, so the view must be immutable, as it is for
///   REST
public record EngineFigure(String name, ToDoubleFunction<Object> reading) {
  public EngineFigure {
    if (!name.matches("[a-z][a-z_]{0,39}")) {
      throw new IllegalArgumentException(
          "a figure's name must be lower-case letters and '_', was '" + name + "'");
    }
  }

  /// A number in a view of this class; NaN before the engine has shown one.
  public static <V> EngineFigure of(
      String name, Class<V> view, ToDoubleFunction<? super V> reading) {
    return new EngineFigure(
        name,
        shown -> view.isInstance(shown) ? reading.applyAsDouble(view.cast(shown)) : Double.NaN);
  }
}
