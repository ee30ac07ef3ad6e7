package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.legacy.Fence;
import dev.nautilus.bus.legacy.Fences;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Meets the fences in the streams that a client reads, each on the thread that hands out what is
/// before and behind it. An opening one of ours keeps that thread until all positions are known:
/// the messages behind it must not be handled before it is sure whose they are. Of the closing ones
/// it is remembered where they came; pushed streams have no group that could be asked.
final class FenceWatch {
  private final FenceGate gate;
  private final Set<Met> closing = ConcurrentHashMap.newKeySet();

  private record Met(String token, String stream) {}

  FenceWatch(FenceGate gate) {
    this.gate = gate;
  }

  /// Watches whatever is read at a side. Reads nothing by itself.
  void attach(LettuceDualBus side) {
    MessageType<Fence> fence = Fence.on(Family.SYSTEM);
    for (BusLink link : side.links()) {
      Dispatch dispatch = link.dispatch();
      for (Handlers handlers :
          List.of(dispatch.pushed(), dispatch.perEngine(), dispatch.perInstance())) {
        var unused = handlers.add(fence, this::met, Set.of());
      }
    }
  }

  private void met(Message<Fence> message) throws InterruptedException {
    Fence fence = message.payload();
    if (fence.closing()) {
      closing.add(new Met(fence.token(), message.envelope().id().stream()));
    } else {
      gate.awaitFences(fence.token());
    }
  }

  /// How many closing fences of pushed streams have not come.
  ///
  /// @param types what is subscribed to at the side
  long missing(
      String token, LettuceDualBus side, Collection<MessageType<?>> types, Fences positions) {
    return types.stream()
        .filter(type -> !side.link(type.bus()).identity().routes().isPulled(type))
        .flatMap(type -> side.link(type.bus()).identity().routes().streamsOf(type).stream())
        .map(StreamKey::stream)
        .distinct()
        .filter(stream -> positions.closing(stream) != null)
        .filter(stream -> !closing.contains(new Met(token, stream)))
        .count();
  }

  /// What was met of a migration that is over.
  void forget(String token) {
    closing.removeIf(met -> met.token().equals(token));
  }
}
