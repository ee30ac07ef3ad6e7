@NullMarked
package dev.nautilus.bus.legacy;

import org.jspecify.annotations.NullMarked;
