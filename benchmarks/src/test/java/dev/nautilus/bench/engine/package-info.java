/// The engines' costs as they are shown and judged; nothing is measured here.
@NullMarked
package dev.nautilus.bench.engine;

import org.jspecify.annotations.NullMarked;
