package dev.nautilus.simulator.vendor;

import dev.nautilus.simulator.market.Market;
import java.time.InstantSource;

/// What every vendor of one simulator shares: they tell about the same market at the same time.
public record World(Market market, InstantSource clock) {}
