/// The hub as a program: where it starts, and the one list of its meter names. It finds its parts
/// by scanning, so that adding a vendor touches nothing here.
///
/// **Threads** Requests run on virtual threads; nothing here keeps state. **Errors** A part that
/// cannot work says so in `/health`; the program keeps running. **Units** Meters of time are in
/// seconds as Prometheus has them.
@NullMarked
package dev.nautilus.hub;

import org.jspecify.annotations.NullMarked;
