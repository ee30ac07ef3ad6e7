package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.SubscriptionOptions.Scope;
import java.util.concurrent.ScheduledExecutorService;

/// The leases of a client on one bus: what it reads as its engine, shared with other instances, and
/// what it reads for itself. Asked for over one connection and at one time for all lanes, because
/// each message of its own costs an idle server more than what is in it.
final class BusLeases {
  private final Members members;
  private final Leases engine;
  private final Leases instance;

  BusLeases(Identity identity, ScheduledExecutorService timer, Commands commands) {
    this.members = new Members(identity, commands);
    this.engine =
        new Leases(
            commands,
            timer,
            member(identity, Scope.PER_ENGINE),
            new Leases.Rights(members::isOurs, members::refresh));
    this.instance =
        new Leases(
            commands,
            timer,
            member(identity, Scope.PER_INSTANCE),
            new Leases.Rights(partition -> true, () -> {}));
    members.listener(engine::hurry);
  }

  private static Leases.Member member(Identity identity, Scope scope) {
    return new Leases.Member(
        identity.group(scope), identity.consumer(), identity.setup().options().leaseTime());
  }

  Leases of(Scope scope) {
    return scope == Scope.PER_ENGINE ? engine : instance;
  }

  /// Counts this instance out; to be called when nothing is read any more. Idempotent.
  void leave() {
    engine.close();
    instance.close();
    members.leave();
  }
}
