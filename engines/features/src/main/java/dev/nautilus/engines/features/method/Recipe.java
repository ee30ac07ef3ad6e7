package dev.nautilus.engines.features.method;

/// Makes a formula for given parameters; everything it remembers it keeps in the memory.
@FunctionalInterface
interface Recipe<I> {

  Formula<I> make(Params params, Memory memory);
}
