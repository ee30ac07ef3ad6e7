/// The port between the hub and a vendor's API: what can be asked, what comes back, and how many
/// connections there may be. Vendors live in sub-packages that only their own configuration sees.
///
/// **Threads** Everything public is safe for many threads; calls block and belong on virtual ones.
/// **Errors** What a vendor does wrong is a [dev.nautilus.hub.vendor.Refusal], never an exception.
/// **Units** As in `dev.nautilus.message`; durations are real time.
@NullMarked
package dev.nautilus.hub.vendor;

import org.jspecify.annotations.NullMarked;
