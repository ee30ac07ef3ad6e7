package dev.nautilus.hub.desk;

import java.util.Set;

/// What the hub is to keep fresh, because somebody follows it.
@FunctionalInterface
public interface Demand {
  /// Replaces what is followed beside what the hub watches by itself. What is new is looked at
  /// soon; what nobody follows any more is no longer polled, nor subscribed to at a vendor.
  void follow(Set<Topic> topics);
}
