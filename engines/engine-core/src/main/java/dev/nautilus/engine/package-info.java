/// What is the same in every engine: starting, warming up, one thread, a bounded mailbox, counting,
/// health and the REST pages that all of them have. An engine is an [EngineDefinition]; an
/// application that has one as a bean, started by [EngineApplication], is a complete service.
///
/// **Threads** Everything an engine does (reactions, history, timers, questions, building the view)
/// runs on one thread of its own, so its state needs no locks. Handlers of the bus and web requests
/// only put work into the mailbox. **Errors** A reaction that throws has emitted nothing; on the
/// Engine Logic bus its message is delivered again, on the MarketData bus it is counted and logged.
/// What a caller did wrong, or cannot have now, is an [EngineException]. **Units** Times are UTC
/// instants, durations are [java.time.Duration], loops count nanoseconds.
@NullMarked
package dev.nautilus.engine;

import org.jspecify.annotations.NullMarked;
