/// Holds the wire format still: golden bytes, round trips of seeded random payloads, hostile bytes.
@NullMarked
package dev.nautilus.bus.codec;

import org.jspecify.annotations.NullMarked;
