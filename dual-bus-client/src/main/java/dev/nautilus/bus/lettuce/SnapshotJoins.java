package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.DataGap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one subscription needs for its snapshots: its gate, and a join for each partition.
///
/// @param <P> payload class
final class SnapshotJoins<P> {
  private final MessageType<P> type;
  private final BusLink link;
  private final SnapshotGate<P> gate;
  private final Map<StreamKey, SnapshotJoin<P>> byPartition = new HashMap<>();
  private final Map<String, SnapshotJoin<P>> byStream = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  /// Live messages wait from now on.
  ///
  /// @param streams one for each partition
  /// @param capacity most live messages that wait for the snapshot
  SnapshotJoins(
      SnapshotJoin.Subject<P> subject,
      List<StreamKey> streams,
      MessageHandler<P> handler,
      int capacity,
      SnapshotThreads threads) {
    this.type = subject.type();
    this.link = subject.link();
    this.gate = new SnapshotGate<>(type, handler, link.counters(), capacity, this::begin);
    for (StreamKey key : streams) {
      SnapshotJoin<P> join = new SnapshotJoin<>(subject, key, gate, threads);
      byPartition.put(key, join);
      for (Lane lane : type.lanes()) {
        byStream.put(new StreamKey(key.family(), key.partition(), lane).stream(), join);
      }
      gate.begin(key);
    }
  }

  SnapshotGate<P> gate() {
    return gate;
  }

  /// Hears what owners say from now on.
  void listen(SideChannels channels) {
    byPartition.forEach(
        (key, join) -> {
          String channel = StreamNames.snapshotRows(key, type);
          listeners.add(channels.add(channel, join::received));
          link.listen(channel);
        });
  }

  /// Snapshots of all partitions are wanted. Does not wait.
  void begin() {
    byPartition.values().forEach(SnapshotJoin::begin);
  }

  /// Something is missing: the snapshot of that partition brings what it changed.
  void heal(Message<DataGap> gap) {
    SnapshotJoin<P> holed = byStream.get(gap.payload().stream());
    // What others miss is not missing here.
    if (holed != null && LocalMessages.isOwn(gap.envelope())) {
      holed.begin();
    }
  }

  void close() {
    gate.close();
    byPartition.values().forEach(SnapshotJoin::close);
    listeners.forEach(Runnable::run);
  }
}
