/// Tests of performance measures: streaming against batch, and published numbers.
@NullMarked
package dev.nautilus.quant.performance;

import org.jspecify.annotations.NullMarked;
