package dev.nautilus.hub.desk;

import java.util.concurrent.Executor;

/// What a desk is put together from.
///
/// @param vendorCalls runs calls to vendors, each on a thread of its own that may block
record DeskParts(Shelf shelf, Routes routes, Intake intake, Tally tally, Executor vendorCalls) {}
