/// A browser's end of the wire, written from RFC 6455 and RFC 7692 and not from the library that
/// the gateway uses: the gateway's bytes are held against the standards, not against themselves.
@NullMarked
package dev.nautilus.engines.websocket.wire;

import org.jspecify.annotations.NullMarked;
