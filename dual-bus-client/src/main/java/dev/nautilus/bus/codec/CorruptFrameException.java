package dev.nautilus.bus.codec;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// Bytes that are not a frame this version can read. Never retryable: the same bytes stay corrupt.
///
/// Has no stack trace: hostile bytes must be cheap to refuse, and a trace would cost more than all
/// checks together. It could only name the decoder; what is wrong is in [#reason] and the message.
public final class CorruptFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What is wrong, by the first check that failed.
  public enum Reason {
    /// Does not begin like a frame.
    MAGIC,
    /// A frame of a format, or with a critical flag, that this reader does not know.
    VERSION,
    /// Larger than a frame may be.
    OVERSIZE,
    /// Ends before its own length.
    TRUNCATED,
    /// The bytes are not those that were sent.
    CHECKSUM,
    /// The bytes are those that were sent, but they break the layout.
    MALFORMED
  }

  private final Reason reason;
  private final int version;
  private final boolean located;
  private final long incarnation;
  private final long firstSequence;

  CorruptFrameException(Reason reason, String message) {
    this(reason, message, -1);
  }

  CorruptFrameException(Reason reason, String message, int version) {
    super(reason + ": " + message, null, false, false);
    this.reason = reason;
    this.version = version;
    this.located = false;
    this.incarnation = 0;
    this.firstSequence = 0;
  }

  private CorruptFrameException(CorruptFrameException same, long incarnation, long firstSequence) {
    super(same.getMessage(), null, false, false);
    this.reason = same.reason;
    this.version = same.version;
    this.located = true;
    this.incarnation = incarnation;
    this.firstSequence = firstSequence;
  }

  /// The same, with what the fixed part of the header says.
  CorruptFrameException at(long where, long sequence) {
    return new CorruptFrameException(this, where, sequence);
  }

  /// What is wrong.
  public Reason reason() {
    return reason;
  }

  /// The format version found; present when that is what is wrong.
  public OptionalInt version() {
    return version < 0 ? OptionalInt.empty() : OptionalInt.of(version);
  }

  /// Who sent it; present when the fixed part of the header could be read. A hint, not a fact, when
  /// the reason is [Reason#CHECKSUM]: the field itself may be what was damaged.
  public OptionalLong incarnation() {
    return located ? OptionalLong.of(incarnation) : OptionalLong.empty();
  }

  /// Sequence of its first message, under the same terms as [#incarnation].
  public OptionalLong firstSequence() {
    return located ? OptionalLong.of(firstSequence) : OptionalLong.empty();
  }
}
