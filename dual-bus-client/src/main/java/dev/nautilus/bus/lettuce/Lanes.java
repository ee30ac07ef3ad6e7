package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lanes of a client on one bus. On a cluster each partition of each family has its own: a
/// transaction and a blocking read are for one slot, so each has connections to the node that has
/// its slot, and follows it. Any thread.
final class Lanes {
  private final Identity identity;
  private final RedisLink redis;
  private final Dispatch dispatch;
  private final InstantSource clock;
  private final Map<Place, LaneLink> known = new HashMap<>();
  private boolean started;

  /// The one that nearly every message takes, without the lock.
  private volatile @Nullable LaneLink main;

  /// @param key what tells the slot; empty where there is but one node
  private record Place(Lane lane, String key) {}

  Lanes(Identity identity, RedisLink redis, Dispatch dispatch, InstantSource clock) {
    this.identity = identity;
    this.redis = redis;
    this.dispatch = dispatch;
    this.clock = clock;
  }

  /// From now on lanes connect when they are made.
  void start() {
    synchronized (known) {
      started = true;
      home();
      if (identity.server() != Server.MARKET_DATA && !redis.address().isCluster()) {
        // An alert must not wait for a connection to be made.
        of(Lane.EXPRESS, "");
      }
    }
  }

  /// For what belongs to no stream: channels without a slot, and where there is one node all else.
  LaneLink home() {
    LaneLink one = main;
    if (one == null) {
      one = of(Lane.MAIN, redis.address().isCluster() ? identity.server().prefix() : "");
      main = one;
    }
    return one;
  }

  /// The lane of a stream.
  LaneLink of(StreamKey key) {
    if (redis.address().isCluster()) {
      return of(key.lane(), key.tag());
    }
    return key.lane() == Lane.MAIN ? home() : of(key.lane(), "");
  }

  private LaneLink of(Lane lane, String key) {
    synchronized (known) {
      LaneLink one = known.get(new Place(lane, key));
      if (one == null) {
        one = new LaneLink(identity, lane, redis.at(key), dispatch, clock);
        known.put(new Place(lane, key), one);
        if (started) {
          one.start();
        }
      }
      return one;
    }
  }

  List<LaneLink> all() {
    synchronized (known) {
      return List.copyOf(known.values());
    }
  }
}
