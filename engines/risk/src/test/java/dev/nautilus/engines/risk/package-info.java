/// Tests of the risk engine around its methods: orders, limits, the contract of all engines, a
/// crash under load, and the whole service on real Redis.
@NullMarked
package dev.nautilus.engines.risk;

import org.jspecify.annotations.NullMarked;
