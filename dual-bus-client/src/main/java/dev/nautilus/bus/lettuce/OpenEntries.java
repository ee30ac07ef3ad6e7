package dev.nautilus.bus.lettuce;

import java.util.Map;
import java.util.function.Predicate;

/// Entries of which not every message is done, over all streams of a reader; an entry that is done
/// is acknowledged. Confined to the reading thread.
final class OpenEntries {
  private long bytes;

  /// Bytes of all of them.
  long bytes() {
    return bytes;
  }

  /// An entry stays in hand.
  void add(Entry entry) {
    entry.stream().open().put(entry.id(), entry);
    bytes += entry.bytes();
  }

  /// One message is done; with the last one its entry is.
  void done(Entry entry) {
    if (entry.done(1)) {
      finish(entry);
    }
  }

  /// Every message of an entry is done.
  void finish(Entry entry) {
    close(entry);
    entry.stream().acks().add(entry.id(), entry.moved());
  }

  /// The last message is done, and Redis knows that the entry is.
  void doneAndAcknowledged(Entry entry) {
    entry.done(1);
    close(entry);
  }

  private void close(Entry entry) {
    Map<StreamId, Entry> open = entry.stream().open();
    if (!open.isEmpty() && open.remove(entry.id()) != null) {
      bytes -= entry.bytes();
    }
  }

  /// Forgets entries of a stream.
  void drop(GroupStream stream, Predicate<Entry> those) {
    stream
        .open()
        .values()
        .removeIf(
            entry -> {
              boolean dropped = those.test(entry);
              bytes -= dropped ? entry.bytes() : 0;
              return dropped;
            });
  }
}
