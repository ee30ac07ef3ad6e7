package dev.nautilus.bus;

/// A type that is answered: carries the type of its reply.
///
/// @param <P> request payload
/// @param <R> reply payload
public final class RequestType<P, R> extends MessageType<P> {
  private final MessageType<R> reply;

  RequestType(MessageType<P> request, MessageType<R> reply) {
    super(request);
    this.reply = reply;
  }

  /// The type that answers it.
  public MessageType<R> reply() {
    return reply;
  }
}
