/// Tests of the analytics methods against published numbers.
@NullMarked
package dev.nautilus.engines.analytics.method;

import org.jspecify.annotations.NullMarked;
