package dev.nautilus.hub.subscribe;

import java.util.List;

/// Where subscriptions outlive the hub.
///
/// **Errors** Any method may throw when the store cannot be reached.
interface FollowingStore {
  List<Following> all();

  void put(Following following);

  void remove(String id);
}
