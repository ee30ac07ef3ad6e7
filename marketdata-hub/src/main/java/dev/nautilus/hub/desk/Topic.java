package dev.nautilus.hub.desk;

import dev.nautilus.message.InstrumentId;

/// What can be asked for or followed: a type about an instrument.
public record Topic(ServedType type, InstrumentId instrument) {}
