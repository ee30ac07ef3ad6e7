package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The newest value of each followed symbol and type, in this process's own memory.
///
/// It holds what somebody follows and nothing else, so what is followed bounds it. A value never
/// gives way to one of a lower version. Safe for use by many threads; a look takes no lock.
final class NearCache {
  /// Types of which one value is current. Of bars, news and figures a symbol has several.
  static final Map<String, MessageType<? extends MarketDatum>> TYPES =
      Stream.<MessageType<? extends MarketDatum>>of(
              MessageType.TICK,
              MessageType.QUOTE,
              MessageType.TRADE,
              MessageType.LEVEL2,
              MessageType.NBBO,
              MessageType.SENTIMENT)
          .collect(Collectors.toUnmodifiableMap(MessageType::name, type -> type));

  private final Map<String, Shelf> shelves;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /// @param nanos steady nanoseconds
  NearCache(Liveness liveness, InstantSource clock, LongSupplier nanos) {
    this.shelves =
        TYPES.values().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    MessageType::name, type -> new Shelf(liveness.of(type.family()))));
    this.clock = clock;
    this.nanos = nanos;
  }

  private static final class Shelf {
    private final Liveness.Stream stream;
    private final Map<InstrumentId, Slot> slots = new ConcurrentHashMap<>();

    Shelf(Liveness.Stream stream) {
      this.stream = stream;
    }
  }

  /// One symbol of one type.
  private static final class Slot {
    private final int followers;
    private final @Nullable Known known;

    Slot(int followers, @Nullable Known known) {
      this.followers = followers;
      this.known = known;
    }
  }

  /// @param arrived when, in steady nanoseconds
  /// @param ageThen nanoseconds since the hub had received it, when it arrived
  private record Known(MarketDatum datum, long arrived, long ageThen) {
    long version() {
      return datum.provenance().version();
    }
  }

  /// Begins to hold a symbol.
  void follow(MessageType<?> type, InstrumentId instrument) {
    Shelf shelf = shelves.get(type.name());
    if (shelf != null) {
      shelf.slots.merge(
          instrument, new Slot(1, null), (old, one) -> new Slot(old.followers + 1, old.known));
    }
  }

  /// Lets a symbol go, once nobody follows it any more.
  void leave(MessageType<?> type, InstrumentId instrument) {
    Shelf shelf = shelves.get(type.name());
    if (shelf != null) {
      shelf.slots.computeIfPresent(
          instrument,
          (id, old) -> old.followers <= 1 ? null : new Slot(old.followers - 1, old.known));
    }
  }

  /// Takes a value, from the bus or from an answer of the hub.
  ///
  /// @return false when a newer one is known
  boolean note(String type, MarketDatum datum) {
    Shelf shelf = shelves.get(type);
    if (shelf == null) {
      return true;
    }
    long version = datum.provenance().version();
    Slot slot =
        shelf.slots.computeIfPresent(
            datum.instrument(),
            (id, old) ->
                old.known != null && old.known.version() > version
                    ? old
                    : new Slot(old.followers, known(datum)));
    return slot == null || slot.known == null || slot.known.version() <= version;
  }

  private Known known(MarketDatum datum) {
    long age = Duration.between(datum.provenance().receivedAt(), clock.instant()).toNanos();
    return new Known(datum, nanos.getAsLong(), Math.max(0, age));
  }

  /// The newest value, if the symbol is followed and one has come.
  ///
  /// @throws IllegalArgumentException for a type of which a symbol has several
  <P extends MarketDatum> Optional<Latest<P>> latest(MessageType<P> type, InstrumentId instrument) {
    Shelf shelf = shelves.get(type.name());
    if (shelf == null) {
      throw new IllegalArgumentException(
          "type must be one of "
              + TYPES.keySet().stream().sorted().toList()
              + ", of which one value is the latest, was "
              + type.name()
              + ": ask get() for the others");
    }
    Slot slot = shelf.slots.get(instrument);
    Known known = slot == null ? null : slot.known;
    if (known == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Latest<>(
            type.payload().cast(known.datum()),
            shelf.stream.isLive(known.arrived()),
            known.arrived() - known.ageThen(),
            nanos));
  }

  /// Symbols held, over all types.
  int size() {
    return shelves.values().stream().mapToInt(shelf -> shelf.slots.size()).sum();
  }
}
