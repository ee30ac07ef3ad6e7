package dev.nautilus.engines.features.method;

/// The arithmetic of one update. `outputs` arrives filled with `NaN`, which means "no value".
@FunctionalInterface
interface Formula<I> {

  void next(I input, double[] outputs);
}
