package dev.nautilus.bus.lettuce;

/// What a writer sends frames with.
record Senders(
    StreamBuffers buffers,
    Appender appender,
    Heartbeats heartbeats,
    BusCounters counters,
    ServerWatch server) {}
