/// Tests of the measures: against published numbers, against themselves as batch, and at the edges
/// (flat prices, no volume, no range, bad input).
@NullMarked
package dev.nautilus.engines.features.method;

import org.jspecify.annotations.NullMarked;
