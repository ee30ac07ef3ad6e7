package dev.nautilus.bus.lettuce;

/// What became of a message at the door of the outgoing buffer.
enum Admission {
  /// It waits to be sent.
  TAKEN,
  /// The same, behind others or behind an answer that the writer waits for anyway: it need not be
  /// woken.
  JOINED,
  /// It waits to be sent, and an older value of its key does not any more.
  REPLACED_OLDER,
  /// Given up; its number is used, so subscribers will be told.
  DROPPED,
  /// No room; nothing happened.
  FULL,
  /// The server has hardly any memory left and the message is not urgent; nothing happened.
  SHED
}
