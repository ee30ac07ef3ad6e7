/// Holds the records to what they promise: what cannot be true is refused by the constructor.
@NullMarked
package dev.nautilus.message;

import org.jspecify.annotations.NullMarked;
