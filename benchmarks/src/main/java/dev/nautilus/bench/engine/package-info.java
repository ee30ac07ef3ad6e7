/// What one update costs an engine, measured with JMH and held against the goals that the methods
/// state: `./nautilus bench engines`.
///
/// **Threads** one each. **Errors** a benchmark that fails ends the run. **Units** nanoseconds an
/// operation, unless a name says otherwise.
@NullMarked
package dev.nautilus.bench.engine;

import org.jspecify.annotations.NullMarked;
