/// What engines of order flow share: instruments that live on trades, or on bars where there are
/// none, and on the volume of their days.
///
/// **Threads** everything belongs to the engine thread, but for what says that any thread may call
/// it. **Errors** a caller's mistake is an `IllegalArgumentException`. **Units** those of the
/// messages.
@NullMarked
package dev.nautilus.engine.flow;

import org.jspecify.annotations.NullMarked;
