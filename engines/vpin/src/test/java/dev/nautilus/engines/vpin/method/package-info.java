/// Tests of the batch methods against published numbers, and of the streaming form against them.
@NullMarked
package dev.nautilus.engines.vpin.method;

import org.jspecify.annotations.NullMarked;
