/// Tests of the harness and of the contract, on engines small enough to see through.
@NullMarked
package dev.nautilus.engine.testkit;

import org.jspecify.annotations.NullMarked;
