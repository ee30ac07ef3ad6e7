package dev.nautilus.engines.ml;

/// What is done when a model makes more errors than it did.
enum OnDrift {
  /// Told, nothing else.
  REPORT,
  /// The model forgets everything and begins anew.
  RESET,
  /// The shadow takes over, if it is ready and no worse; else told.
  REPLACE
}
