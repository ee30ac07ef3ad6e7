package dev.nautilus.bus;

import java.time.Instant;

/// What a group could not handle, with everything that is known about why. Never compared by its
/// frame.
///
/// @param id stream id among the dead letters of its group
/// @param reason what kind of failure
/// @param exception class name of the last failure
/// @param error message of the last failure, at most 1000 characters
/// @param attempts how often it was handed to the handler by the process that gave it up; 0 when it
///   could not be read
/// @param firstFailedAt that process's clock
/// @param lastFailedAt the same clock
/// @param readFrom the stream it was read from: the family's, or the retries of the group
/// @param entryId id of the entry there
/// @param index place of the message in that entry's frame
/// @param messageId identity of the message; its sequence is 0 when the frame could not be read
/// @param type catalogue name; empty when the frame could not be read
/// @param key what its order is kept by; empty for nothing
/// @param frame a frame of this one message, or the bytes of the entry as they came
@SuppressWarnings("ArrayRecordComponent") // read by tools only; replaying copies it inside Redis
public record DeadLetter(
    String id,
    Reason reason,
    String exception,
    String error,
    int attempts,
    Instant firstFailedAt,
    Instant lastFailedAt,
    String readFrom,
    String entryId,
    int index,
    MessageId messageId,
    String type,
    String key,
    byte[] frame) {

  /// Whether a text can be the [#id] of a letter.
  public static boolean isId(String text) {
    return text.matches("\\d{1,19}-\\d{1,19}");
  }

  /// Kinds of failure.
  public enum Reason {
    /// Its handler threw each time.
    FAILED,
    /// Its payload is of a version this engine does not read, or cannot be decoded.
    UNREADABLE,
    /// The entry is not a frame this version can read; kept whole.
    CORRUPT
  }
}
