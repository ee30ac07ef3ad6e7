/// Holds the counting of deliveries and the pacing of the publisher still, without a server.
@NullMarked
package dev.nautilus.bench.load;

import org.jspecify.annotations.NullMarked;
