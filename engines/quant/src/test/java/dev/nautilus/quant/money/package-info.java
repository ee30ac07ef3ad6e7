/// Tests of [dev.nautilus.quant.money].
@NullMarked
package dev.nautilus.quant.money;

import org.jspecify.annotations.NullMarked;
