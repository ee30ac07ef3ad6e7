package dev.nautilus.bus.lettuce;

/// What a writer sends frames with.
///
/// @param keepsTails whether what was confirmed last is kept, because another node may take the
///   server's place without it
record Senders(
    StreamBuffers buffers,
    Appender appender,
    Heartbeats heartbeats,
    BusCounters counters,
    ServerWatch server,
    boolean keepsTails) {}
