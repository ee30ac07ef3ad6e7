package dev.nautilus.bus.lettuce;

/// The bytes of one push in an array that is used again. Whoever takes it out of the queue gives it
/// back to its [FramePool].
///
/// @param bytes at least as long as the frame
/// @param length of the frame
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying would cost
record PooledFrame(byte[] bytes, int length) {}
