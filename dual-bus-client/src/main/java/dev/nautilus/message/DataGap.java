package dev.nautilus.message;

/// Messages of a publisher are missing and cannot be had any more.
///
/// @param stream where they are missing
/// @param publisher incarnation of the publisher, hexadecimal
/// @param firstMissing first missing sequence number
/// @param missing how many
/// @param reason a word: `TRIMMED`, `CORRUPT`, `NEVER_STORED`
public record DataGap(
    String stream, String publisher, long firstMissing, long missing, String reason) {
  public DataGap {
    if (missing < 1) {
      throw new IllegalArgumentException("missing must be 1 or more, was " + missing);
    }
  }
}
