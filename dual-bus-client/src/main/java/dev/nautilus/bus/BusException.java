package dev.nautilus.bus;

/// The bus could not do what was asked.
public final class BusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What went wrong, as far as the caller can act on it.
  public enum Reason {
    /// Not in the stream, certainly: safe to publish again.
    NOT_SENT(true),
    /// It may or may not be in the stream: publish again only if the handler is idempotent.
    OUTCOME_UNKNOWN(false),
    /// No reply came before the deadline.
    TIMEOUT(true),
    /// The responder failed or refused.
    REPLY_FAILED(false),
    /// Too large for a message on this bus.
    TOO_LARGE(false),
    /// The server cannot be used as it is configured.
    UNUSABLE_SERVER(false),
    /// The client is closed.
    CLOSED(false);

    private final boolean retryable;

    Reason(boolean retryable) {
      this.retryable = retryable;
    }
  }

  private final Reason reason;

  /// @param message what happened and what to do
  public BusException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// @param message what happened and what to do
  public BusException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// What went wrong.
  public Reason reason() {
    return reason;
  }

  /// Whether doing the same again is safe and may succeed.
  public boolean isRetryable() {
    return reason.retryable;
  }
}
