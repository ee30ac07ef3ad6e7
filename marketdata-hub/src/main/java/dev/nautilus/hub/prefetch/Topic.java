package dev.nautilus.hub.prefetch;

import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.message.InstrumentId;

/// What can be asked for: a type about an instrument.
public record Topic(ServedType type, InstrumentId instrument) {}
