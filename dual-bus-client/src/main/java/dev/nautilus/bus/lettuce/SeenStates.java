package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.message.MarketDatum;
import java.util.HashMap;
import java.util.Map;

/// What a handler has seen of each key while a snapshot and the live messages meet, so that neither
/// brings back what the other has passed: by version where the hub gave one, else by the number in
/// the publisher's stream. As large as the snapshot has keys. Guarded by its [SnapshotGate].
///
/// @param <P> payload class
final class SeenStates<P> {
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<Publisher, Long> next = new HashMap<>();

  private record Publisher(String stream, long incarnation) {}

  static long versionOf(Object payload) {
    return payload instanceof MarketDatum datum ? datum.provenance().version() : 0;
  }

  /// Messages of this publisher below that number are in the snapshot.
  void begin(String stream, long incarnation, long number) {
    next.merge(new Publisher(stream, incarnation), number, Math::max);
  }

  /// Whether a row of a snapshot is newer than what was seen; then it has been seen.
  boolean takeRow(Message<P> row) {
    long version = versionOf(row.payload());
    return version == 0 || advance(row, version, true);
  }

  /// Whether a live message is newer than what was seen; then it has been seen.
  ///
  /// @param learn whether rows may still come
  boolean takeLive(Message<P> message, boolean learn) {
    long version = versionOf(message.payload());
    if (version > 0) {
      return advance(message, version, learn);
    }
    return isBeyond(message);
  }

  /// Whether a live message is behind what the snapshot covers of its publisher's stream.
  boolean isBeyond(Message<P> message) {
    MessageId id = message.envelope().id();
    Long from = next.get(new Publisher(id.stream(), id.incarnation()));
    return from == null || id.sequence() >= from;
  }

  private boolean advance(Message<P> message, long version, boolean learn) {
    String key = message.type().conflationKeyOf(message.payload());
    Long known = versions.get(key);
    if (known != null && known >= version) {
      return false;
    }
    if (known != null || learn) {
      versions.put(key, version);
    }
    return true;
  }
}
