/// What an application shows of the blocker, here without the agent: absence is a state too.
@NullMarked
package dev.nautilus.blocker.autoconfigure;

import org.jspecify.annotations.NullMarked;
