package dev.nautilus.simulator.company;

import java.time.LocalDate;

/// `denominator` old shares became `numerator` new ones. Prices are split-adjusted all the way
/// back, so no price moves because of it.
public record Split(String symbol, LocalDate date, int numerator, int denominator) {}
