/// Tests of the checks before an order.
@NullMarked
package dev.nautilus.quant.pretrade;

import org.jspecify.annotations.NullMarked;
