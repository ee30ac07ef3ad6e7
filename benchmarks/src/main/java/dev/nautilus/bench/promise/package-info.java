/// Sets what was promised to users beside what was measured, and writes `docs/promises.md`.
///
/// **Threads** The main thread. **Errors** A result that is missing is said to be, never guessed.
/// **Units** As the results print them.
@NullMarked
package dev.nautilus.bench.promise;

import org.jspecify.annotations.NullMarked;
