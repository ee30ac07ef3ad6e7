/// Tests of the portfolio engine.
@NullMarked
package dev.nautilus.engines.portfolio;

import org.jspecify.annotations.NullMarked;
