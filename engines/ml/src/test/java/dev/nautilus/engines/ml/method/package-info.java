/// Tests of the methods of online learning: published numbers, properties, edge cases.
@NullMarked
package dev.nautilus.engines.ml.method;

import org.jspecify.annotations.NullMarked;
