/// Tables of destinations and what the policy must say about them; no test opens a connection or
/// asks DNS.
@NullMarked
package dev.nautilus.blocker;

import org.jspecify.annotations.NullMarked;
