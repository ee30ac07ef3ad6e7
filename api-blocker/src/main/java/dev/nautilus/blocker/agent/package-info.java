/// The agent: reads the settings, lifts the guard onto the bootstrap class path, weaves one
/// question to it into each [dev.nautilus.blocker.Hook], and tries every one before the program
/// starts.
///
/// **Threads** Start-up runs on the thread that starts the JVM; weaving on whichever thread loads a
/// class. **Errors** What keeps the blocker from working ends the JVM when it is meant to refuse.
/// **Units** none.
@NullMarked
package dev.nautilus.blocker.agent;

import org.jspecify.annotations.NullMarked;
