package dev.nautilus.bus.lettuce;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A stream as a group reads it: what is in hand of it, what is still to be acknowledged, and what
/// came so far. Confined to the reading thread.
final class GroupStream {
  private final String name;
  private final byte[] key;
  private final String home;
  private final Share share;
  private final Acks acks;
  private final SeenSequences seen = new SeenSequences();
  private final Unfinished unfinished = new Unfinished();
  private final boolean ofMain;

  /// The newest that came.
  private StreamId newest = StreamId.ZERO;

  /// Entries of which not every message is done.
  private final Map<StreamId, Entry> open = new HashMap<>();

  /// @param home the stream that messages were published to: the same, or the one it has retries of
  GroupStream(String name, String home, Share share, Acks acks) {
    this.name = name;
    this.key = name.getBytes(StandardCharsets.UTF_8);
    this.home = home;
    this.share = share;
    this.acks = acks;
    this.ofMain = share.key().isOfMain() && name.equals(home);
  }

  String name() {
    return name;
  }

  /// The name in bytes; not to be written to.
  byte[] key() {
    return key;
  }

  String home() {
    return home;
  }

  /// Whether it holds what this group is handed again.
  boolean isRetries() {
    return !name.equals(home);
  }

  /// Whether its entries are those of main Redis; retries are frames everywhere.
  boolean isOfMain() {
    return ofMain;
  }

  /// Whether an entry that is not owed came before: the group was made anew, from the start.
  boolean comesAgain(StreamId id) {
    boolean again = id.compareTo(newest) <= 0;
    newest = newest.max(id);
    return again;
  }

  Share share() {
    return share;
  }

  Acks acks() {
    return acks;
  }

  SeenSequences seen() {
    return seen;
  }

  Unfinished unfinished() {
    return unfinished;
  }

  Map<StreamId, Entry> open() {
    return open;
  }

  @Override
  public String toString() {
    return name;
  }
}
