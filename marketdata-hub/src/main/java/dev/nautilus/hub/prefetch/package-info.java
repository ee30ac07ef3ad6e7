/// Learns what each engine asks for after what, and fetches what is likely next before it is asked
/// for, out of calls that nobody else needs. It measures itself, and falls silent when it is wrong.
/// Start at [dev.nautilus.hub.prefetch.Foresight].
///
/// **Threads** One thread learns; the desk hands it what was asked without waiting. **Errors** A
/// guess that cannot be fetched is counted and forgotten. **Units** Confidence and precision are
/// fractions; habits fade by occurrences, not by time.
@NullMarked
package dev.nautilus.hub.prefetch;

import org.jspecify.annotations.NullMarked;
