/// Tests of the analytics engine and what its tests share.
@NullMarked
package dev.nautilus.engines.analytics;

import org.jspecify.annotations.NullMarked;
