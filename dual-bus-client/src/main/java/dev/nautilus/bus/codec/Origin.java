package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;

/// What all messages of one publisher on one stream have in common.
record Origin(EngineType sender, String instance, long incarnation, String stream) {}
