package dev.nautilus.simulator.alpha;

/// What a key may do.
record Plan(String key, boolean premium, boolean limited) {}
