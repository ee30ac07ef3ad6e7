/// Tests of what is asked for and of what the report says; nothing is measured here.
@NullMarked
package dev.nautilus.bench.blocker;

import org.jspecify.annotations.NullMarked;
