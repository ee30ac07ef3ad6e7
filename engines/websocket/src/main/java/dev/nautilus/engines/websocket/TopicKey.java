package dev.nautilus.engines.websocket;

/// What an update is about, within its channel.
///
/// @param symbol what subscriptions choose by first: an instrument, an account, a model, an engine
/// @param detail tells several values of one symbol apart, an interval say; empty when there is one
record TopicKey(String symbol, String detail) {
  static TopicKey of(String symbol) {
    return new TopicKey(symbol, "");
  }

  /// As sessions see it: `AAPL`, or `AAPL|1m`.
  String text() {
    return detail.isEmpty() ? symbol : symbol + '|' + detail;
  }
}
