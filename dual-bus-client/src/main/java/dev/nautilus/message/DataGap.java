package dev.nautilus.message;

/// Messages of a publisher are missing and cannot be had any more.
///
/// @param stream where they are missing: one of ours, or a vendor's feed as `trade/AAPL`
/// @param publisher incarnation of the publisher, hexadecimal; `unknown` when a damaged frame does
///   not tell; of a vendor's feed the source
/// @param firstMissing first missing sequence number; 0 when it is not known
/// @param missing how many, at least
/// @param reason a word: `TRIMMED` (the stream has them no more), `CORRUPT` (it has them damaged),
///   `NEVER_STORED` (the publisher gave them up), `FAILOVER` (a node that took the master's place
///   does not have them), `DROPPED` (this subscriber was too slow and asked for the newest),
///   `SEQUENCE` (numbers of a vendor's feed were left out)
public record DataGap(
    String stream, String publisher, long firstMissing, long missing, String reason) {
  public DataGap {
    if (missing < 1) {
      throw new IllegalArgumentException("missing must be 1 or more, was " + missing);
    }
  }
}
