/// What an order must satisfy before it may reach a broker, as the strategy engine asks before it
/// speaks and the risk engine before it answers.
///
/// **Threads** everything is a value. **Errors** a refusal is a value with the code of its rule; a
/// caller's mistake is an `IllegalArgumentException`. **Units** quantities in instrument units,
/// prices and notionals in the instrument's currency.
@NullMarked
package dev.nautilus.quant.pretrade;

import org.jspecify.annotations.NullMarked;
