package dev.nautilus.bus;

/// Identity of a message, given once at `publish` and kept over every resend and redelivery; usable
/// as an idempotency key.
///
/// @param stream the stream it was published to
/// @param incarnation random number of the publishing client, new with every start
/// @param sequence 1, 2, 3 ... per incarnation and stream; 0 for a message that took no place in
///   that order, because it was conflated or dropped before it was sent
public record MessageId(String stream, long incarnation, long sequence) {
  @Override
  public String toString() {
    return stream + "/" + Long.toHexString(incarnation) + "-" + sequence;
  }
}
