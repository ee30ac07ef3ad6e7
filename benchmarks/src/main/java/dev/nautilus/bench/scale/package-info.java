/// How the bus grows: with engines that hear the same, each a process, and with masters of a Redis
/// Cluster; and the model that says what to expect beyond this machine.
///
/// **Threads** One reads each process that is measured; the rest is the bench's own. **Errors**
/// What cannot be measured is left out and said, never made up. **Units** Rates are messages or
/// deliveries a second, processor time is seconds of user and system time.
@NullMarked
package dev.nautilus.bench.scale;

import org.jspecify.annotations.NullMarked;
