/// Holds the arithmetic of the comparison still, and drives one tiny comparison when asked to.
@NullMarked
package dev.nautilus.bench;

import org.jspecify.annotations.NullMarked;
