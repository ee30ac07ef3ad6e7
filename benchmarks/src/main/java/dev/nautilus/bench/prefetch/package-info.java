/// Measures how well the hub guesses the next question, on access traces made from a seed: some
/// that can be learned, some that cannot. `./nautilus bench prefetch`.
///
/// **Threads** One. **Errors** Options that make no sense are an IllegalArgumentException.
/// **Units** Times in a trace are milliseconds since its beginning.
@NullMarked
package dev.nautilus.bench.prefetch;

import org.jspecify.annotations.NullMarked;
