/// What engines on main Redis write and read: the fields of an entry, which stream a type takes,
/// where a carried message came from, and the fences between the two worlds. Words and numbers
/// only; the transport is next door.
///
/// **Threads** Everything is immutable. **Errors** An entry that cannot be read is refused with an
/// [IllegalArgumentException] that says which field was wrong and what it held. **Units** Times on
/// the wire are decimal seconds since 1970-01-01T00:00:00Z.
@NullMarked
package dev.nautilus.bus.legacy;

import org.jspecify.annotations.NullMarked;
