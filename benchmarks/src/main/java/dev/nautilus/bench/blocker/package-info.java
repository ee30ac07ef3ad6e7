/// What the API blocker costs: its decisions by JMH, connections and round trips with and without
/// it, and how often an established connection asks it. `./nautilus bench blocker`.
///
/// **Threads** one in each measured process. **Errors** a process that fails, or runs with another
/// blocker than it should, ends the run. **Units** nanoseconds a decision, calls a second.
@NullMarked
package dev.nautilus.bench.blocker;

import org.jspecify.annotations.NullMarked;
