/// Looks at what the hub depends on, for dashboards and alerts: the three Redises, who reads their
/// streams, and the sources.
///
/// **Threads** Redises are asked by two threads of this package, sources when somebody scrapes.
/// **Errors** A Redis that does not answer is a figure, not an error. **Units** As the meters
/// state.
@NullMarked
package dev.nautilus.hub.lookout;

import org.jspecify.annotations.NullMarked;
