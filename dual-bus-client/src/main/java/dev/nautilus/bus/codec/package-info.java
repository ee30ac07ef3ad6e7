/// Bytes to messages and back: the frame that travels in one stream entry, and the encodings of the
/// payloads inside. Described byte by byte, for readers in other languages, in
/// `docs/wire-format.md`; golden files in the tests hold the layout still.
///
/// **Threads** Encoders and codecs are stateless; a [dev.nautilus.bus.codec.Frame] is immutable and
/// may be shared. **Errors** Bytes that are not a frame are refused with a
/// [dev.nautilus.bus.codec.CorruptFrameException], whatever they hold; bytes that are not a payload
/// with an [IllegalArgumentException]. **Units** Lengths are in bytes, numbers in network byte
/// order, times in nanoseconds or seconds and nanoseconds since 1970 (UTC), as each field says.
@NullMarked
package dev.nautilus.bus.codec;

import org.jspecify.annotations.NullMarked;
