package dev.nautilus.blocker;

import java.util.Locale;

/// What becomes of a direct call.
public enum BlockMode {
  /// Nothing is watched.
  OFF,
  /// Direct calls are counted and reported, and go through.
  AUDIT,
  /// Direct calls fail.
  ENFORCE,
  /// As [#ENFORCE], and internal hosts are reached on the named ports only.
  STRICT;

  /// Reads a setting: a mode's name in any case, `true` for [#ENFORCE], `false` for [#OFF].
  ///
  /// @throws IllegalArgumentException when it is neither
  public static BlockMode of(String setting) {
    return switch (setting.strip().toUpperCase(Locale.ROOT)) {
      case "TRUE", "ENFORCE" -> ENFORCE;
      case "FALSE", "OFF" -> OFF;
      case "AUDIT" -> AUDIT;
      case "STRICT" -> STRICT;
      default ->
          throw new IllegalArgumentException(
              "the blocker's mode must be true, false, off, audit, enforce or strict, was '"
                  + setting
                  + "'");
    };
  }

  /// Whether a direct call fails.
  public boolean refuses() {
    return this == ENFORCE || this == STRICT;
  }
}
