/// Amounts of money, exact: which digits a currency has and how an amount is rounded to them.
///
/// **Threads** every class is immutable. **Errors** none: a code that is not known is taken for a
/// coin. **Units** amounts in the currency named, never in its minor unit.
@NullMarked
package dev.nautilus.quant.money;

import org.jspecify.annotations.NullMarked;
