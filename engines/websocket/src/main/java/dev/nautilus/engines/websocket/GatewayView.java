package dev.nautilus.engines.websocket;

import java.util.List;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param channels in the order of the catalogue
record GatewayView(List<ChannelView> channels) {
  GatewayView {
    channels = List.copyOf(channels);
  }

  /// One channel.
  ///
  /// @param keys how many have a value
  /// @param updates how many there have been
  /// @param older values left out because a newer one was there
  /// @param subscribers subscriptions to it now
  record ChannelView(ChannelShape shape, int keys, long updates, long older, long subscribers) {}
}
