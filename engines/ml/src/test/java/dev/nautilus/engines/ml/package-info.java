/// Tests of the ML engine around its methods: joining bars and features, models and shadows, the
/// contract of all engines, the simulator's market, and the whole service.
@NullMarked
package dev.nautilus.engines.ml;

import org.jspecify.annotations.NullMarked;
