/// Where settings come from, and what weaving makes of a class; no test loads the agent itself.
@NullMarked
package dev.nautilus.blocker.agent;

import org.jspecify.annotations.NullMarked;
