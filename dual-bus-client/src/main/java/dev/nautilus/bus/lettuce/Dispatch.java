package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.SubscriptionOptions.Scope;

/// What the lanes of one bus have in common: who wants what, who waits for replies, and counts.
///
/// @param pushed handlers on the dispatch threads of pushed streams
/// @param perEngine handlers of messages that an engine gets once
/// @param perInstance handlers of messages that each instance gets
/// @param requests who waits for replies
/// @param sides who listens on channels that are neither
/// @param counters counts of the bus
/// @param leases which streams are this instance's to read
/// @param server what is known of the server
record Dispatch(
    Handlers pushed,
    Handlers perEngine,
    Handlers perInstance,
    Requests requests,
    SideChannels sides,
    BusCounters counters,
    BusLeases leases,
    ServerWatch server) {

  /// Something came on a channel that carries no stream. On Netty's thread.
  void beside(String channel, byte[] bytes) {
    if (!sides.received(channel, bytes)) {
      requests.replied(bytes);
    }
  }

  Handlers pulled(Scope scope) {
    return scope == Scope.PER_ENGINE ? perEngine : perInstance;
  }
}
