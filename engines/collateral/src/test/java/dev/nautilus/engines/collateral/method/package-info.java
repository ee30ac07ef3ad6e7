/// Tests of the collateral engine's formulas.
@NullMarked
package dev.nautilus.engines.collateral.method;

import org.jspecify.annotations.NullMarked;
