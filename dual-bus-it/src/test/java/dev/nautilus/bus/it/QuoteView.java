package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.message.Quote;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// What one joiner knows of each key, and whatever was wrong with how it learned that.
final class QuoteView implements MessageHandler<Quote> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final Set<String> live = new HashSet<>();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean inside = new AtomicBoolean();
  private final AtomicInteger rows = new AtomicInteger();

  private QuoteView() {}

  /// Joins with a snapshot.
  static QuoteView join(DualBusClient bus) {
    return join(bus, SubscriptionOptions.DEFAULTS.withSnapshot());
  }

  static QuoteView join(DualBusClient bus, SubscriptionOptions options) {
    QuoteView view = new QuoteView();
    Subscription subscription = bus.subscribe(MessageType.QUOTE, view, options);
    assertThat(subscription.type()).isEqualTo(MessageType.QUOTE);
    return view;
  }

  @Override
  public void handle(Message<Quote> message) {
    if (!inside.compareAndSet(false, true)) {
      wrong.add("two threads at once");
    }
    String key = message.payload().instrument().value();
    long version = message.payload().provenance().version();
    boolean row = message.envelope().snapshot();
    Long before = versions.put(key, version);
    if (before != null && before >= version) {
      wrong.add(key + ": " + version + " after " + before + (row ? " (row)" : ""));
    }
    if (row) {
      rows.incrementAndGet();
      if (live.contains(key)) {
        wrong.add(key + ": a row after a live message");
      }
    } else {
      live.add(key);
    }
    inside.set(false);
  }

  int rows() {
    return rows.get();
  }

  Map<String, Long> versions() {
    return versions;
  }

  /// Waits until the view is that, and had always been right on the way.
  void assertBecomes(Map<String, Long> truth) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(versions).isEqualTo(truth));
    assertThat(wrong).isEmpty();
  }
}
