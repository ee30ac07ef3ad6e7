/// Tests of the arithmetic, against published numbers and against slower forms of itself.
@NullMarked
package dev.nautilus.engines.risk.method;

import org.jspecify.annotations.NullMarked;
