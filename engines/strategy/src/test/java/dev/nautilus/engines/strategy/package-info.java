/// Tests of the strategy engine around its methods: signals and orders, the contract of all
/// engines, a crash under load, and the whole service on real Redis.
@NullMarked
package dev.nautilus.engines.strategy;

import org.jspecify.annotations.NullMarked;
