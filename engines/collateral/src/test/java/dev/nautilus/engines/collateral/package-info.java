/// Tests of the collateral engine.
@NullMarked
package dev.nautilus.engines.collateral;

import org.jspecify.annotations.NullMarked;
