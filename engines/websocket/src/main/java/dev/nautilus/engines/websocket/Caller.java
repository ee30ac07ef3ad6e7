package dev.nautilus.engines.websocket;

import java.util.Set;

/// Who opened a session, and what it may see.
///
/// @param name for the list of sessions; never a secret
/// @param channels names of channels, `*` for all; `admin` lets end sessions
/// @param accounts whose private channels it may see; `*` for all
record Caller(String name, Set<String> channels, Set<String> accounts) {
  /// Somebody who reaches a gateway that is open.
  static final Caller ANYBODY = new Caller("anybody", Set.of("*", "admin"), Set.of("*"));

  Caller {
    channels = Set.copyOf(channels);
    accounts = Set.copyOf(accounts);
  }

  boolean maySee(ChannelShape channel) {
    return channels.contains("*") || channels.contains(channel.name());
  }

  boolean owns(String account) {
    return accounts.contains("*") || accounts.contains(account);
  }

  boolean mayAdminister() {
    return channels.contains("admin");
  }
}
