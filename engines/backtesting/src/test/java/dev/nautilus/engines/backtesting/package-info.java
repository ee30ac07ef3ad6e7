/// Tests of the backtesting engine and what its tests share.
@NullMarked
package dev.nautilus.engines.backtesting;

import org.jspecify.annotations.NullMarked;
