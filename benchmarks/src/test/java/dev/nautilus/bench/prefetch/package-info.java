/// Tests of the traces and of what the hub makes of them.
@NullMarked
package dev.nautilus.bench.prefetch;

import org.jspecify.annotations.NullMarked;
