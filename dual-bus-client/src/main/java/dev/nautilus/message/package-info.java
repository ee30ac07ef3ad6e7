/// What crosses a process boundary: one record per message, guarded by its own constructor.
///
/// **Threads** All records are immutable and may be shared. **Errors** A constructor refuses what
/// cannot be true with an [IllegalArgumentException]; what may be missing is optional, and missing
/// is never 0. **Units** Prices are in the instrument's currency and may be negative; sizes and
/// volumes are in shares, contracts or coins; times are UTC instants; rates and returns are
/// fractions.
@NullMarked
package dev.nautilus.message;

import org.jspecify.annotations.NullMarked;
