package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/// Streams by family, partition and lane.
record BusRoutes(int partitions) implements Routes {
  @Override
  public StreamKey streamOf(MessageType<?> type, OutgoingMessage message) {
    return StreamKey.of(type, message.priority(), message.key(), partitions);
  }

  @Override
  public List<StreamKey> streamsOf(MessageType<?> type) {
    List<StreamKey> streams = new ArrayList<>();
    for (Lane lane : type.lanes()) {
      streams.addAll(StreamKey.all(type.family(), lane, partitions));
    }
    return streams;
  }

  @Override
  public boolean isPulled(MessageType<?> type) {
    return type.family().delivery() == Family.Delivery.PULLED;
  }
}
