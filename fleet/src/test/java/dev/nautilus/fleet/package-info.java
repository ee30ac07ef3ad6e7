/// What holds for the project as a whole: where code may point, what must be on every roll, and
/// that one command brings everything up and takes everything down again.
@NullMarked
package dev.nautilus.fleet;

import org.jspecify.annotations.NullMarked;
