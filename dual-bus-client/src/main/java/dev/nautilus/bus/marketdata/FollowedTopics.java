package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.SubscriptionRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Symbols and types that an engine follows: told to the hub again and again for as long as it
/// lasts, received over the bus, kept in the near cache.
final class FollowedTopics implements MarketDataSubscription {
  private static final Logger log = LoggerFactory.getLogger(FollowedTopics.class);

  private final DualBusClient bus;
  private final NearCache near;
  private final Wish wish;
  private final Consumer<FollowedTopics> onClose;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean told;

  /// What is followed.
  ///
  /// @param id unique per engine instance
  /// @param handler called on a bus thread
  record Wish(
      String id,
      Set<InstrumentId> instruments,
      Set<MessageType<? extends MarketDatum>> types,
      Consumer<? super MarketDatum> handler) {}

  FollowedTopics(DualBusClient bus, NearCache near, Wish wish, Consumer<FollowedTopics> onClose) {
    this.bus = bus;
    this.near = near;
    this.wish = wish;
    this.onClose = onClose;
  }

  /// Subscribes on the bus first, so that nothing the hub then says is missed.
  void start() {
    each((type, instrument) -> near.follow(type, instrument));
    try {
      for (MessageType<? extends MarketDatum> type : wish.types()) {
        subscriptions.add(subscribe(type));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    tell(true);
  }

  private <P extends MarketDatum> Subscription subscribe(MessageType<P> type) {
    Set<String> keys =
        wish.instruments().stream().map(InstrumentId::value).collect(Collectors.toSet());
    SubscriptionOptions options = SubscriptionOptions.DEFAULTS.keys(keys);
    return type.kind() == MessageType.Kind.STATE
        ? bus.subscribe(type, this::take, options.withSnapshot())
        : bus.subscribe(type, this::take, options);
  }

  private void take(Message<? extends MarketDatum> message) {
    if (closed.get()) {
      return;
    }
    MarketDatum datum = message.payload();
    boolean newest = near.note(message.type().name(), datum);
    // Of events each one counts, in whatever order an answer of the hub overtook them.
    if (newest || message.type().kind() == MessageType.Kind.EVENT) {
      wish.handler().accept(datum);
    }
  }

  /// Tells the hub again; it forgets who is not heard of.
  void renew() {
    if (!closed.get()) {
      tell(true);
    }
  }

  /// Whether the hub's stream has taken the last wish.
  boolean isTold() {
    return told;
  }

  /// In pieces of what one request may hold.
  private void tell(boolean active) {
    List<String> types =
        wish.types().stream()
            .filter(type -> type != MessageType.NBBO) // Made by an engine, not asked of the hub.
            .map(MessageType::name)
            .toList();
    if (types.isEmpty()) {
      told = true;
      return;
    }
    List<List<InstrumentId>> batches = Batches.of(wish.instruments());
    for (int i = 0; i < batches.size(); i++) {
      SubscriptionRequest request =
          new SubscriptionRequest(wish.id() + "-" + i, batches.get(i), types, active);
      var unused =
          bus.publish(MessageType.SUBSCRIPTION_REQUEST, request)
              .whenComplete(
                  (published, failure) -> {
                    told = failure == null;
                    if (failure != null && active) {
                      log.warn(
                          "The hub was not told what {} follows, trying again: {}",
                          wish.id(),
                          failure.getMessage());
                    }
                  });
    }
  }

  /// Types of which the near cache holds one value.
  List<MessageType<? extends MarketDatum>> currentTypes() {
    return wish.types().stream()
        .filter(type -> NearCache.TYPES.containsKey(type.name()) && type != MessageType.NBBO)
        .collect(Collectors.toList());
  }

  @Override
  public Set<InstrumentId> instruments() {
    return new LinkedHashSet<>(wish.instruments());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      subscriptions.forEach(Subscription::close);
      each((type, instrument) -> near.leave(type, instrument));
      tell(false);
      onClose.accept(this);
    }
  }

  private interface TopicUse {
    void use(MessageType<?> type, InstrumentId instrument);
  }

  private void each(TopicUse use) {
    for (MessageType<?> type : wish.types()) {
      wish.instruments().forEach(instrument -> use.use(type, instrument));
    }
  }
}
