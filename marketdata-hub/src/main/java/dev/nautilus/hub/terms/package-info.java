/// What the sources' terms (`terms` in `vendors.yml`) let us do with their data, and what holds us
/// to it: nothing that may not be stored reaches a server that writes to disk, and no engine that
/// trains models is given what it may not train on. Simulated data are ours and bound by no terms.
///
/// **Threads** Any. **Errors** What is held back is a value or a count, never a silent gap.
@NullMarked
package dev.nautilus.hub.terms;

import org.jspecify.annotations.NullMarked;
