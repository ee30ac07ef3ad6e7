/// Tests of the features engine around its methods: streams of bars, sets, the contract of all
/// engines, and the whole service over the in-memory bus.
@NullMarked
package dev.nautilus.engines.features;

import org.jspecify.annotations.NullMarked;
