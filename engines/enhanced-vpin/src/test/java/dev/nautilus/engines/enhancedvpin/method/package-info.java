/// Tests of the measures against published numbers and by their properties.
@NullMarked
package dev.nautilus.engines.enhancedvpin.method;

import org.jspecify.annotations.NullMarked;
