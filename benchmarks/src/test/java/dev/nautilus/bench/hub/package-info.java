/// Tests of what the hub's figures are made with.
@NullMarked
package dev.nautilus.bench.hub;

import org.jspecify.annotations.NullMarked;
