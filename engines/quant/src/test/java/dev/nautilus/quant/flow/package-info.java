/// Tests of order flow in volume time, by its properties and its edges; the published numbers are
/// with the engines.
@NullMarked
package dev.nautilus.quant.flow;

import org.jspecify.annotations.NullMarked;
