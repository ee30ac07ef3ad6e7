package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings handlers and streams together, each in the way its options ask for.
final class Subscribing implements AutoCloseable {
  private final Identity identity;
  private final Dispatch dispatch;
  private final Lanes lanes;
  private final Consumer<CompletableFuture<@Nullable Void>> await;

  /// Readers of subscriptions that have a connection of their own.
  private final List<PushReader> alone = new CopyOnWriteArrayList<>();

  /// @param await waits for a subscription that Redis has to confirm
  Subscribing(
      Identity identity,
      Dispatch dispatch,
      Lanes lanes,
      Consumer<CompletableFuture<@Nullable Void>> await) {
    this.identity = identity;
    this.dispatch = dispatch;
    this.lanes = lanes;
    this.await = await;
  }

  /// Registers a handler and makes sure that what is published from now on reaches it.
  <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    if (identity.routes().isPulled(type)) {
      return joinAtItsPace(type, handler, options);
    }
    return switch (options.slow()) {
      case SHARED_BLOCK -> follow(type, handler, options);
      case BLOCK -> followAlone(type, handler, options);
      case CONFLATE, DROP_OLDEST -> beside(type, handler, options, this::follow);
    };
  }

  /// A type that is pushed on a bus may be asked for with a thread of its own here too.
  private <P> Subscription joinAtItsPace(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    return switch (options.slow()) {
      case SHARED_BLOCK, BLOCK -> join(type, handler, options);
      case CONFLATE, DROP_OLDEST -> beside(type, handler, options, this::join);
    };
  }

  private <P> Subscription join(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    Subscription subscription = dispatch.pulled(options.scope()).add(type, handler, options.keys());
    return closedOnFailure(
        subscription, () -> streams(type).forEach(key -> lanes.of(key).join(key, options)));
  }

  private <P> Subscription follow(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    Subscription subscription = dispatch.pushed().add(type, handler, options.keys());
    return closedOnFailure(subscription, () -> streams(type).forEach(this::follow));
  }

  private void follow(StreamKey key) {
    await.accept(lanes.of(key).follow(key));
  }

  /// How a subscription reaches its streams.
  private interface Way<P> {
    Subscription open(MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options);
  }

  private <P> Subscription beside(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options, Way<P> way) {
    SlowMailbox<P> mailbox =
        new SlowMailbox<>(
            handler, options, lanes.home().local(), identity.threadName("slow-" + type.name()));
    Subscription shared = way.open(type, mailbox, options);
    return new ClosingSubscription(
        type,
        () -> {
          shared.close();
          mailbox.close();
        });
  }

  /// Beside the shared reader, which goes on watching for holes and silence.
  private <P> Subscription followAlone(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    Handlers own = new Handlers(identity.encoding(), identity.address().isCluster());
    Subscription registered = own.add(type, handler, options.keys());
    List<PushReader> readers = new CopyOnWriteArrayList<>();
    Subscription subscription =
        new ClosingSubscription(
            type,
            () -> {
              registered.close();
              readers.forEach(PushReader::close);
              alone.removeAll(readers);
            });
    return closedOnFailure(
        subscription,
        () -> {
          Map<LaneLink, PushReader> byLane = new HashMap<>();
          for (StreamKey key : streams(type)) {
            PushReader reader = byLane.computeIfAbsent(lanes.of(key), lane -> lane.startAlone(own));
            if (!readers.contains(reader)) {
              readers.add(reader);
              alone.add(reader);
            }
            follow(key);
            await.accept(reader.follow(key));
          }
        });
  }

  private static Subscription closedOnFailure(Subscription subscription, Runnable start) {
    try {
      start.run();
      return subscription;
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  private List<StreamKey> streams(MessageType<?> type) {
    return identity.routes().streamsOf(type);
  }

  /// Ends the readers that belong to one subscription alone.
  @Override
  public void close() {
    alone.forEach(PushReader::close);
  }
}
