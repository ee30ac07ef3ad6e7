/// Tests of the factor model against published numbers and its definitions written out.
@NullMarked
package dev.nautilus.engines.factor.method;

import org.jspecify.annotations.NullMarked;
