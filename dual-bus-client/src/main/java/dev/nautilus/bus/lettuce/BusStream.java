package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import java.util.ArrayList;
import java.util.List;

/// One stream of a bus, for who carries messages between streams and not between handlers.
///
/// @param name its key, `{md:ticks:0}` or `{el:risk:0}:express`
/// @param bus the bus it is on
/// @param lane its lane
/// @param channel the channel its frames are pushed on; empty when they are pulled
public record BusStream(String name, Bus bus, Lane lane, String channel) {

  /// Every stream of a bus.
  ///
  /// @param partitions streams that each family is spread over
  public static List<BusStream> all(Bus bus, int partitions) {
    List<BusStream> all = new ArrayList<>();
    for (Family family : Family.values()) {
      for (Lane lane : Lane.values()) {
        boolean possible = lane != Lane.SHARED || family.delivery() == Family.Delivery.PULLED;
        if (family.bus() == bus && possible) {
          StreamKey.all(family, lane, partitions).forEach(key -> all.add(of(key)));
        }
      }
    }
    return all;
  }

  /// The stream that a message goes to.
  ///
  /// @param key what its order is kept by
  public static BusStream of(MessageType<?> type, Priority priority, String key, int partitions) {
    return of(StreamKey.of(type, priority, key, partitions));
  }

  private static BusStream of(StreamKey key) {
    return new BusStream(
        key.stream(), key.family().bus(), key.lane(), key.isPushed() ? key.channel() : "");
  }

  /// Whether its frames are pushed.
  public boolean isPushed() {
    return !channel.isEmpty();
  }

  /// The hash of positions beside it: up to where each legacy stream has been carried here.
  public String carried() {
    return name + ":carried";
  }
}
