package dev.nautilus.hub.subscribe;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.message.InstrumentId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One subscription.
///
/// @param id unique in the hub; for one that came over the bus, engine, instance and its own id
/// @param engine whose it is
/// @param instruments 1 to 200
/// @param types 1 to 20
/// @param until it ends by itself then, unless it is renewed
public record Following(
    String id,
    EngineType engine,
    List<InstrumentId> instruments,
    List<ServedType> types,
    Instant until) {

  private static final int MOST_INSTRUMENTS = 200;
  private static final int MOST_TYPES = 20;

  public Following {
    instruments = List.copyOf(new LinkedHashSet<>(instruments));
    types = List.copyOf(new LinkedHashSet<>(types));
    if (instruments.isEmpty() || instruments.size() > MOST_INSTRUMENTS) {
      throw new IllegalArgumentException("symbols must be 1 to 200, were " + instruments.size());
    }
    if (types.isEmpty() || types.size() > MOST_TYPES) {
      throw new IllegalArgumentException("data_types must be 1 to 20, were " + types.size());
    }
  }

  /// Every type about every instrument, instrument by instrument.
  public Set<Topic> topics() {
    Set<Topic> topics = new LinkedHashSet<>();
    for (InstrumentId instrument : instruments) {
      types.forEach(type -> topics.add(new Topic(type, instrument)));
    }
    return topics;
  }

  Following renewed(Instant newUntil) {
    return new Following(id, engine, instruments, types, newUntil);
  }
}
