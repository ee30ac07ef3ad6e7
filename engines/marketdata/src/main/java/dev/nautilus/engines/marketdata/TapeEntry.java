package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.message.Provenance;

/// A print with where it comes from.
///
/// @param type catalogue name of the message: `trade` or `tick`
/// @param conflated whether several trades may hide in it
record TapeEntry(String type, Print print, boolean conflated, Provenance provenance) {}
