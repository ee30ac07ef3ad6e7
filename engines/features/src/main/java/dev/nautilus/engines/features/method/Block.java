package dev.nautilus.engines.features.method;

/// Something that remembers numbers between two updates. All memory of a feature is in blocks.
interface Block {

  /// Shows every remembered number to the tape, always in the same order.
  void exchange(Tape tape);
}
