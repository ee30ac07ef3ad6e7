/// Tests of bars, books, sequences and adjustments against published numbers and their definitions.
@NullMarked
package dev.nautilus.engines.marketdata.method;

import org.jspecify.annotations.NullMarked;
