/// Tests of [dev.nautilus.engine.book].
@NullMarked
package dev.nautilus.engine.book;

import org.jspecify.annotations.NullMarked;
