/// Carries messages between main Redis and the two buses while at least one engine is not on the
/// buses: what is native to one world is written to the other, once, in order, with where it came
/// from. Sets the fences by which engines change from one world to the other. See ADR 11.
///
/// **Threads** One thread looks at the registry and sets fences; while the bridge runs, one thread
/// carries from main Redis and one from each bus.
///
/// **Errors** What cannot be reached is tried again, from the place that the written positions
/// name. What cannot be understood is counted, logged and left where it is.
///
/// **Units** Places in streams are entry ids, `<milliseconds>-<sequence>`.
@NullMarked
package dev.nautilus.hub.bridge;

import org.jspecify.annotations.NullMarked;
