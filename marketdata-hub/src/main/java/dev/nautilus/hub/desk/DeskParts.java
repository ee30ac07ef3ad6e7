package dev.nautilus.hub.desk;

import dev.nautilus.hub.terms.Licence;
import java.util.concurrent.Executor;

/// What a desk is put together from.
///
/// @param licence who may be answered with what
/// @param vendorCalls runs calls to vendors, each on a thread of its own that may block
record DeskParts(
    Shelf shelf,
    Routes routes,
    Intake intake,
    Tally tally,
    Licence licence,
    Executor vendorCalls) {}
