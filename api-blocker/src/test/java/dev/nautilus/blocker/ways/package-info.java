/// Every way we know in which a program can reach a host, run in a program of its own: once to
/// prove that each one works, once more with the agent.
///
/// **Threads** One way at a time. **Errors** A way that fails says so in its line of the answer.
/// **Units** Timeouts are milliseconds.
@NullMarked
package dev.nautilus.blocker.ways;

import org.jspecify.annotations.NullMarked;
