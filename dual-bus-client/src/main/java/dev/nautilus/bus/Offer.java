package dev.nautilus.bus;

/// What became of an [DualBusClient#offer offer]: an expected refusal is a value.
public enum Offer {
  /// In the outgoing buffer; it will be sent.
  ACCEPTED,
  /// The outgoing buffer is full, or the server has hardly any memory left and the message is less
  /// than URGENT; try later or drop. Nobody is told of what is dropped so.
  BACK_PRESSURED,
  /// There is no connection and the buffer is full.
  NOT_CONNECTED,
  /// The client is closed.
  CLOSED
}
