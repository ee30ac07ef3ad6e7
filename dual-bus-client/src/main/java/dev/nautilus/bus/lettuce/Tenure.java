package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import java.util.List;

/// What [Leases] knows of one share; guarded by them.
final class Tenure {
  final Share share;
  final Leases.Reader reader;

  /// Whether nobody had it when we looked last, and since when.
  boolean free;

  long freeSinceNanos;

  /// Not to be looked at before, while it is another one's.
  long lookAtNanos = System.nanoTime();

  /// Answers to what was asked before it was let go mean nothing.
  int releases;

  /// Whether the group may read it yet.
  final Succession succession;

  private final String lease;

  Tenure(Share share, Leases.Reader reader, String group) {
    this.succession = new Succession(reader.commands(), share.key(), group);
    this.share = share;
    this.reader = reader;
    this.lease = StreamNames.lease(share.messages().name(), group);
  }

  /// Entries that a round found gone were let go in the same step: nobody else will tell of them.
  void tellTrimmed(List<String> answer) {
    int gone = answer.indexOf("GONE");
    if (gone >= 0) {
      reader.trimmed().accept(share, Long.parseLong(answer.get(gone + 1)));
    }
  }

  /// Whether all instances read it.
  boolean isShared() {
    return share.key().lane() == Lane.SHARED;
  }

  /// Keys of a round's script.
  String[] keys() {
    String stream = share.messages().name();
    String retries = share.retries().name();
    return isShared()
        ? new String[] {stream, retries}
        : new String[] {stream, retries, lease, lease + ":wanted"};
  }

  /// Keys of the script that lets go.
  String[] releasedKeys() {
    return new String[] {share.messages().name(), share.retries().name(), lease};
  }
}
