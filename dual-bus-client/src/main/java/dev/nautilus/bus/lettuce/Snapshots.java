package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The snapshots of one bus: those that this client gives, and those it takes.
final class Snapshots implements AutoCloseable {
  private final Identity identity;
  private final Dispatch dispatch;
  private final BusLink link;
  private final InstantSource clock;
  private final SnapshotThreads threads;
  private final LocalMessages local;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  Snapshots(Identity identity, Dispatch dispatch, BusLink link, InstantSource clock) {
    this.identity = identity;
    this.dispatch = dispatch;
    this.link = link;
    this.clock = clock;
    this.threads = new SnapshotThreads(identity);
    this.local =
        new LocalMessages(
            identity.setup(),
            dispatch.pushed(),
            dispatch.counters(),
            identity.incarnation(),
            clock);
  }

  private List<StreamKey> streams(MessageType<?> type) {
    return StreamKey.all(type.family(), Lane.MAIN, identity.setup().options().partitions());
  }

  /// Answers whoever joins late.
  <P> Subscription provide(MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    SnapshotOwner<P> owner =
        new SnapshotOwner<>(
            type,
            rows,
            new SnapshotFrames<>(identity, type, clock),
            threads,
            link,
            identity.setup().options().partitions());
    JoinedSubscription owning = new JoinedSubscription(type, subscriptions::remove);
    owning.onClose(owner::close);
    return opened(owning, () -> streams(type).forEach(key -> owner.answer(key, dispatch.sides())));
  }

  /// Subscribes; the present state comes first.
  <P> Subscription join(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    SnapshotJoin.Subject<P> subject =
        new SnapshotJoin.Subject<>(
            type,
            new SnapshotFrames<>(identity, type, clock),
            new SnapshotRows<>(type, options.keys()),
            link,
            local);
    SnapshotJoins<P> joins =
        new SnapshotJoins<>(subject, streams(type), handler, options.capacity(), threads);
    JoinedSubscription joined = new JoinedSubscription(type, subscriptions::remove);
    joined.onClose(joins::close);
    return opened(
        joined,
        () -> {
          joined.onClose(link.attach(type, joins.gate(), options)::close);
          joined.onClose(dispatch.pushed().add(MessageType.DATA_GAP, joins::heal, Set.of())::close);
          joins.listen(dispatch.sides());
          joins.begin();
        });
  }

  private Subscription opened(Subscription subscription, Runnable opening) {
    subscriptions.add(subscription);
    try {
      opening.run();
      return subscription;
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  @Override
  public void close() {
    List.copyOf(subscriptions).forEach(Subscription::close);
    threads.close();
  }
}
