/// Tests of the marketdata engine.
@NullMarked
package dev.nautilus.engines.marketdata;

import org.jspecify.annotations.NullMarked;
