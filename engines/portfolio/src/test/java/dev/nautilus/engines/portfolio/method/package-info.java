/// Tests of the portfolio engine's formulas.
@NullMarked
package dev.nautilus.engines.portfolio.method;

import org.jspecify.annotations.NullMarked;
