/// Tests of what all engines share, over the in-memory bus; only the IT opens sockets.
@NullMarked
package dev.nautilus.engine;

import org.jspecify.annotations.NullMarked;
