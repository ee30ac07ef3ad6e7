/// The port between the hub and a vendor's API: what can be asked, what comes back, and how many
/// connections there may be. Vendors live in sub-packages that only their own configuration sees.
@NullMarked
package dev.nautilus.hub.vendor;

import org.jspecify.annotations.NullMarked;
