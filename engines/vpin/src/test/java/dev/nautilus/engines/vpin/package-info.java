/// Tests of the VPIN engine around its methods: series, the contract of all engines, restarts, the
/// simulator's informed episodes, and the whole service on real Redis.
@NullMarked
package dev.nautilus.engines.vpin;

import org.jspecify.annotations.NullMarked;
