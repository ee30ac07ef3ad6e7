package dev.nautilus.bus.lettuce;

import java.util.List;

/// One partition of one family on one lane, as a group reads it: a stream and its retries, which
/// one instance reads at a time. Whether that is us is decided by [Leases]; whether we may still
/// act on it, by our own clock.
final class Share {

  private final StreamKey key;
  private final GroupStream messages;
  private final GroupStream retries;
  private final long leaseNanos;
  private final long usableNanos;

  private volatile State state = State.STANDBY;
  private volatile long renewedAtNanos;
  private volatile boolean owed;
  private volatile boolean awaited;

  private boolean entered;

  /// Whether this instance reads it.
  enum State {
    /// Another instance does, or none.
    STANDBY,
    /// We do.
    HELD,
    /// We do, but another instance should: we let it go when nothing of it is in hand.
    YIELDING
  }

  /// @param leaseNanos how long others leave it to us after they heard of us last
  Share(StreamKey key, Commands commands, String group, long leaseNanos) {
    String stream = key.stream();
    String again = StreamNames.retries(stream, group);
    this.key = key;
    this.messages = new GroupStream(stream, stream, this, new Acks(commands, stream, group));
    this.retries = new GroupStream(again, stream, this, new Acks(commands, again, group));
    this.leaseNanos = leaseNanos;
    this.usableNanos = leaseNanos - leaseNanos / 10;
  }

  StreamKey key() {
    return key;
  }

  GroupStream messages() {
    return messages;
  }

  GroupStream retries() {
    return retries;
  }

  /// The retries first: they are older.
  List<GroupStream> streams() {
    return List.of(retries, messages);
  }

  /// Any thread.
  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  /// Others know that it is ours.
  ///
  /// @param askedAtNanos when it was asked for: they may have counted from then on
  void renewed(long askedAtNanos) {
    renewedAtNanos = askedAtNanos;
  }

  long renewedAtNanos() {
    return renewedAtNanos;
  }

  /// The reading thread waits for the next renewal. Any thread.
  void await() {
    awaited = true;
  }

  /// Whether it waited until now.
  boolean isAwaited() {
    boolean was = awaited;
    awaited = false;
    return was;
  }

  /// Whether it is ours beyond doubt. Any thread.
  boolean isOurs(long nowNanos) {
    return state != State.STANDBY && nowNanos - renewedAtNanos < usableNanos;
  }

  /// How long a read may wait in the server, so that it does not bring what is another one's by
  /// then.
  long readableNanos(long nowNanos) {
    return renewedAtNanos + leaseNanos - leaseNanos / 20 - nowNanos;
  }

  /// Something is in our pending list that this process has not seen. Any thread.
  void owe() {
    owed = true;
  }

  boolean isOwed() {
    return owed;
  }

  /// What is owed is read from now on.
  void paying() {
    owed = false;
  }

  /// Whether the reading thread has read what was owed to us, and so may read what is new.
  boolean isEntered() {
    return entered;
  }

  void entered(boolean value) {
    entered = value;
  }

  /// Whether what is new may be read now. Only for the reading thread.
  boolean isReadable(long nowNanos) {
    return entered && !owed && state == State.HELD && isOurs(nowNanos);
  }

  /// Whether the reading thread must do something before it reads on: read what is owed, or let go.
  /// Only for the reading thread.
  boolean wantsCare(long nowNanos) {
    return switch (state) {
      case STANDBY -> entered;
      case YIELDING -> true;
      case HELD -> (!entered || owed) && isOurs(nowNanos);
    };
  }

  /// Whether the next message may be handed to a handler. Asks the clock each time: after a freeze
  /// even one message more may be one too many. Once one was held back, so are those behind it
  /// until what is owed has been read again, though the lease be renewed meanwhile: a later message
  /// of its key must not overtake it. Only for the reading thread.
  boolean mayHandOut() {
    if (!owed && isOurs(System.nanoTime())) {
      return true;
    }
    owe();
    return false;
  }

  @Override
  public String toString() {
    return messages.name();
  }
}
