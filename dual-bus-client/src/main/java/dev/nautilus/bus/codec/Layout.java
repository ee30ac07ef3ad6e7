package dev.nautilus.bus.codec;

import dev.nautilus.message.MarketDatum;

/// Where the fields of one hot type stand in its binary encoding.
///
/// Every encoding is a block length, a block of fixed fields that begins with the provenance, and
/// texts. Fields may be added to the end of the block and to the end of the texts without a new
/// version: an older reader steps over what it does not know.
interface Layout<P extends MarketDatum> {
  /// Bytes of the provenance at the head of each block: observed-at, received-at, version, flags.
  int PROVENANCE = 12 + 12 + 8 + 1;

  /// Catalogue name, for error messages.
  String name();

  /// Bytes of the fixed block that every writer of this version has written.
  int block();

  /// Bytes behind the fixed block, other than instrument and source.
  int extraBytes(P datum);

  /// Writes what follows the provenance in the block.
  void putBlock(LayoutWriter out, P datum);

  /// Writes what follows instrument and source.
  void putExtra(LayoutWriter out, P datum);

  /// Reads a datum.
  P read(LayoutReader in);
}
