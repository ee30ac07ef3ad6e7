package dev.nautilus.bus;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a subscription wants beyond the type.
///
/// ```java
/// bus.subscribe(MessageType.QUOTE, book::apply,
///     SubscriptionOptions.DEFAULTS.keys(Set.of("AAPL")).withSnapshot());
/// ```
///
/// @param scope who shares the messages of a pulled type; pushed types always reach every instance
/// @param keys only messages of these keys (symbols, accounts ...) reach the handler, the others
///   are skipped undecoded; empty for all
/// @param slow what happens when the handler of a pushed type cannot keep up
/// @param capacity most messages waiting for the handler when it has a thread of its own
/// @param snapshot whether the present state comes first; for STATE types of the MarketData bus
/// @param start where a group that has never been there before begins to read; pulled types
public record SubscriptionOptions(
    Scope scope, Set<String> keys, SlowPolicy slow, int capacity, boolean snapshot, Start start) {

  /// Each message once per engine, all keys, blocking, no snapshot, from now on.
  public static final SubscriptionOptions DEFAULTS =
      new SubscriptionOptions(
          Scope.PER_ENGINE, Set.of(), SlowPolicy.SHARED_BLOCK, 65_536, false, Start.NOW);

  /// Who shares the messages of a pulled type.
  public enum Scope {
    /// All instances of an engine together get each message once.
    PER_ENGINE,
    /// Each instance gets every message, as a gateway to browsers must. Its group goes away when
    /// the client closes.
    PER_INSTANCE
  }

  /// What happens when the handler of a pushed type cannot keep up.
  public enum SlowPolicy {
    /// It runs on the bus's dispatch thread, beside the others. When that thread falls behind it
    /// reads the stream at its own pace: nothing is lost within the retention.
    SHARED_BLOCK,
    /// A thread of its own; when it falls behind it leaves the pushes, reads the stream at its own
    /// pace and rejoins at the head. Overtaken by retention: DATA_GAP.
    BLOCK,
    /// A thread of its own; of each key only the newest message waits. STATE types only.
    CONFLATE,
    /// A thread of its own; the oldest are dropped, which shows as DATA_GAP.
    DROP_OLDEST
  }

  /// Where a group that has never been there before begins to read.
  ///
  /// @param from null for the end or the beginning
  /// @param all whether everything that is kept comes first
  public record Start(@Nullable Instant from, boolean all) {
    /// What is confirmed from now on.
    public static final Start NOW = new Start(null, false);

    /// Everything that is kept.
    public static final Start ALL = new Start(null, true);

    /// What was written at or after this instant, by the clock of Redis.
    public static Start at(Instant from) {
      return new Start(from, false);
    }
  }

  public SubscriptionOptions {
    keys = Set.copyOf(keys);
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 or more, was " + capacity);
    }
  }

  /// Refuses wishes that a type cannot fulfil; every transport asks before it subscribes.
  ///
  /// @throws IllegalArgumentException for CONFLATE or a snapshot of an EVENT, a slow policy or a
  ///   snapshot of a pulled type, or a start of a pushed one
  public void checkFor(MessageType<?> type) {
    boolean pulled = type.family().delivery() == Family.Delivery.PULLED;
    if (pulled && slow != SlowPolicy.SHARED_BLOCK) {
      throw new IllegalArgumentException(
          "slow must be SHARED_BLOCK for %s, was %s: a pulled type waits in its stream until its handler has time"
              .formatted(type, slow));
    }
    if (slow == SlowPolicy.CONFLATE && type.kind() == MessageType.Kind.EVENT) {
      throw new IllegalArgumentException(
          "slow must not be CONFLATE for %s: it is an EVENT, of which each message counts"
              .formatted(type));
    }
    if (!pulled && !start.equals(Start.NOW)) {
      throw new IllegalArgumentException(
          "start must be NOW for %s, was %s: a pushed type has no group that could begin earlier"
              .formatted(type, start));
    }
    if (snapshot) {
      checkSnapshotsOf(type);
    }
  }

  /// Refuses snapshots of a type that has no present state.
  ///
  /// @throws IllegalArgumentException for an EVENT, or a type that is not pushed
  public static void checkSnapshotsOf(MessageType<?> type) {
    if (type.kind() == MessageType.Kind.EVENT) {
      throw new IllegalArgumentException(
          "a snapshot must be of a STATE type, was of %s: an EVENT has no present state"
              .formatted(type));
    }
    if (type.family().delivery() == Family.Delivery.PULLED) {
      throw new IllegalArgumentException(
          "a snapshot must be of a pushed type, was of %s: start a pulled one earlier instead"
              .formatted(type));
    }
  }

  /// The same with a group of its own for each instance.
  public SubscriptionOptions perInstance() {
    return new SubscriptionOptions(Scope.PER_INSTANCE, keys, slow, capacity, snapshot, start);
  }

  /// The same for these keys only.
  public SubscriptionOptions keys(Set<String> only) {
    return new SubscriptionOptions(scope, only, slow, capacity, snapshot, start);
  }

  /// The same with a thread of its own and this policy.
  ///
  /// @param most most messages that wait; 1 or more
  public SubscriptionOptions slow(SlowPolicy policy, int most) {
    return new SubscriptionOptions(scope, keys, policy, most, snapshot, start);
  }

  /// The same with the present state first: rows with [Envelope#snapshot] from the type's owner, or
  /// from the stream when it does not answer ([MessageType#SNAPSHOT_PARTIAL] says so), then what
  /// was published meanwhile, then the live messages. After a [MessageType#DATA_GAP] it comes again
  /// by itself. Rows run on another bus thread than live messages, but never at the same time. Up
  /// to `capacity` live messages wait for it, then only the newest of each key.
  public SubscriptionOptions withSnapshot() {
    return new SubscriptionOptions(scope, keys, slow, capacity, true, start);
  }

  /// The same from another place on.
  public SubscriptionOptions startingAt(Start place) {
    return new SubscriptionOptions(scope, keys, slow, capacity, snapshot, place);
  }
}
