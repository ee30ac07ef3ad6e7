/// Tests of what the scale figures are made with.
@NullMarked
package dev.nautilus.bench.scale;

import org.jspecify.annotations.NullMarked;
