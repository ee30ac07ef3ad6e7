package dev.nautilus.hub.vendor;

/// Why there is no datum.
public enum Refusal {
  /// The vendor does not know the instrument.
  NOT_FOUND(false),
  /// The vendor knows it but has nothing in the range asked for.
  NO_DATA(false),
  /// No source serves this type for this instrument.
  NOT_SERVED(false),
  /// The question itself is wrong.
  BAD_REQUEST(false),
  /// The source has no key, or is switched off.
  NOT_CONFIGURED(false),
  /// The vendor refuses our key, cookie or crumb.
  UNAUTHORIZED(false),
  /// There is a value, but the vendor's terms forbid to give it to whoever asked, or where it would
  /// go.
  NOT_LICENSED(false),
  /// Another hub leads: this one calls no vendor.
  NOT_LEADING(true),
  /// Over the vendor's limit or our budget for it; see the retry-after.
  OVER_BUDGET(true),
  /// The vendor could not be reached, answered 5xx, or took too long.
  VENDOR_FAILED(true),
  /// The vendor answered something that is not what it documents.
  GARBAGE(true);

  private final boolean retryable;

  Refusal(boolean retryable) {
    this.retryable = retryable;
  }

  /// Whether asking again later may succeed.
  public boolean isRetryable() {
    return retryable;
  }
}
