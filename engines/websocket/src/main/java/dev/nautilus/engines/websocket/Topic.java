package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.Update;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One key of a channel: its newest update and the last ones before. Confined to the engine thread.
final class Topic {
  private final TopicKey key;
  private final int kept;
  private final ArrayDeque<Update> updates = new ArrayDeque<>();
  private long seq;
  private long version;

  /// @param seq number of the last update there was, 0 for none
  /// @param kept how many updates are kept
  Topic(TopicKey key, long seq, int kept) {
    this.key = key;
    this.seq = seq;
    this.kept = kept;
  }

  TopicKey key() {
    return key;
  }

  /// Number of the newest update.
  long seq() {
    return seq;
  }

  /// Version of the newest value; 0 for none.
  long version() {
    return version;
  }

  /// Notes the version of a value, unless it is lower than the one before.
  ///
  /// @param next 0 for none
  /// @return whether the value is a newer one, or says nothing of its age
  boolean rises(long next) {
    boolean rises = next == 0 || next >= version;
    version = rises && next > 0 ? next : version;
    return rises;
  }

  void add(Update update) {
    seq = update.seq();
    updates.addLast(update);
    while (updates.size() > kept) {
      updates.removeFirst();
    }
  }

  @Nullable Update newest() {
    return updates.peekLast();
  }

  List<Update> updates() {
    return List.copyOf(updates);
  }

  /// What came after a number, when all of it is still here.
  ///
  /// @param from number of the update that a session has
  /// @param needsIt whether that update itself must be here, to tell changes from it
  /// @return the update the session has, when needed, and those after it; empty when some are gone
  Optional<List<Update>> since(long from, boolean needsIt) {
    Update oldest = updates.peekFirst();
    long first = oldest == null ? seq + 1 : oldest.seq();
    long needed = needsIt ? from : from + 1;
    if (from < 1 || from > seq || needed < first) {
      return Optional.empty();
    }
    return Optional.of(updates.stream().filter(each -> each.seq() >= needed).toList());
  }
}
