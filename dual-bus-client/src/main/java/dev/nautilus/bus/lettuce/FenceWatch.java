package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.legacy.Fence;
import dev.nautilus.bus.legacy.Fences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Waits for the closing fences of pushed streams, which come behind everything before them on the
/// thread that hands out messages. Groups have none: see [GroupPlaces].
final class FenceWatch implements AutoCloseable {
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> awaited = new LinkedHashSet<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  /// @param side the old one
  /// @param types what is subscribed to there
  FenceWatch(EngineMode from, LettuceDualBus side, Collection<MessageType<?>> types, String token) {
    if (from != EngineMode.DUAL) {
      return;
    }
    Set<Family> families = EnumSet.noneOf(Family.class);
    for (MessageType<?> type : types) {
      Routes routes = side.link(type.bus()).identity().routes();
      if (!routes.isPulled(type)) {
        families.add(type.family());
        routes.streamsOf(type).forEach(key -> awaited.add(key.stream()));
      }
    }
    for (Family family : families) {
      subscriptions.add(
          side.subscribe(
              Fence.on(family),
              message -> {
                Fence fence = message.payload();
                if (fence.closing() && fence.token().equals(token)) {
                  seen.add(message.envelope().id().stream());
                }
              }));
    }
  }

  /// How many have not come.
  long missing(Fences fences) {
    return awaited.stream()
        .filter(stream -> fences.closing(stream) != null && !seen.contains(stream))
        .count();
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
