package dev.nautilus.bench.prefetch;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.Topic;

/// One question of a trace.
///
/// @param atMillis since the beginning of the trace
record Ask(long atMillis, EngineType engine, Topic topic) {}
