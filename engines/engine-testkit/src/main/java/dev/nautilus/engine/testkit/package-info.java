/// For tests of engines: a harness that runs a definition on the caller's thread, and one contract
/// that every engine keeps. Start at [dev.nautilus.engine.testkit.EngineContract].
///
/// **Threads** Nothing here is safe for several threads, and nothing waits. **Errors** What an
/// engine should not have done is an [AssertionError]; what its reaction throws reaches the test.
/// **Units** Messages are sent one millisecond apart, from 2026-01-05T14:30:00Z on.
@NullMarked
package dev.nautilus.engine.testkit;

import org.jspecify.annotations.NullMarked;
