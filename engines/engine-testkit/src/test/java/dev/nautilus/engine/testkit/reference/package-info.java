/// The runner's own promises: nothing is skipped, and what cannot be judged has failed.
@NullMarked
package dev.nautilus.engine.testkit.reference;

import org.jspecify.annotations.NullMarked;
