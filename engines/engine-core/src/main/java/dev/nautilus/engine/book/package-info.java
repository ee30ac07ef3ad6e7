/// What engines that keep books have in common: the newest prices with their currencies and
/// exchange rates, exact decimals in a kept state, and ids that may count only once.
///
/// **Threads** confined to the engine thread. **Errors** damage in a kept state is an
/// [IllegalArgumentException]. **Units** prices in whole currency, never in pence.
@NullMarked
package dev.nautilus.engine.book;

import org.jspecify.annotations.NullMarked;
