/// Tests of deltas, conflation and limits, against published cases and by random ones.
@NullMarked
package dev.nautilus.engines.websocket.method;

import org.jspecify.annotations.NullMarked;
