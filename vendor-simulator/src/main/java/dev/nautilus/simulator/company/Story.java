package dev.nautilus.simulator.company;

import java.time.Instant;
import java.util.UUID;

/// One news story about one symbol.
public record Story(UUID id, String symbol, String title, String publisher, Instant publishedAt) {}
