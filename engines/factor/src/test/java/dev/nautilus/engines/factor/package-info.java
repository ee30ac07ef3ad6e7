/// Tests of the factor engine.
@NullMarked
package dev.nautilus.engines.factor;

import org.jspecify.annotations.NullMarked;
