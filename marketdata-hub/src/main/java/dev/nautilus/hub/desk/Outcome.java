package dev.nautilus.hub.desk;

/// How the desk came by an answer; each request counts once.
public enum Outcome {
  /// From the cache, or by waiting for somebody else's call.
  SERVED,
  /// From the cache past its lifetime.
  STALE,
  /// By a call to a vendor that was made for this request.
  CALLED,
  /// Not at all.
  REFUSED
}
