package dev.nautilus.simulator.company;

import java.time.LocalDate;

/// Cash paid per share.
///
/// @param exDate first day on which the share trades without it
/// @param amount in the quotation currency
public record Dividend(LocalDate exDate, double amount) {}
