/// Tests of replay, costs and statistics against published numbers.
@NullMarked
package dev.nautilus.engines.backtesting.method;

import org.jspecify.annotations.NullMarked;
