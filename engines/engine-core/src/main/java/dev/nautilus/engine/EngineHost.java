package dev.nautilus.engine;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Runs one engine: subscribes, warms up, reacts, drains.
final class EngineHost implements SmartLifecycle, RunningEngine {
  private final EngineDefinition definition;
  private final EngineParts parts;
  private final EngineLoop loop;
  private final DualBusClient bus;
  private final EngineProperties properties;
  private final WarmUp warmUp;
  private final StateKeeper keeper;
  private final Recovery recovery;
  private final CountDownLatch stopping;
  private final Deque<Subscription> subscriptions = new ConcurrentLinkedDeque<>();
  private volatile @Nullable Thread engineThread;
  private volatile @Nullable Thread openingThread;

  EngineHost(
      EngineParts parts,
      EngineLoop loop,
      DualBusClient bus,
      History history,
      EngineProperties properties) {
    definition = parts.definition();
    this.parts = parts;
    this.loop = loop;
    this.bus = bus;
    this.properties = properties;
    stopping = new CountDownLatch(1);
    keeper = loop.keeper();
    warmUp = new WarmUp(history, parts, properties.warmUp(), stopping);
    recovery = new Recovery(keeper, parts, stopping);
  }

  @Override
  public void start() {
    String name = definition.type().name();
    parts.mailbox().hold(true);
    engineThread = Thread.ofPlatform().daemon().name("engine-" + name).start(this::work);
    openingThread = Thread.ofVirtual().name("opening-" + name).start(this::open);
  }

  /// An engine whose thread has ended leaves its streams to whoever can still work on them.
  private void work() {
    loop.run();
    leave();
  }

  private void leave() {
    for (Subscription each = subscriptions.poll(); each != null; each = subscriptions.poll()) {
      each.close();
    }
  }

  /// Everything that may have to wait for a bus or the hub, away from the thread that starts the
  /// application: an engine comes up, and shows why it is not ready, with nothing else running.
  private void open() {
    try {
      recovery.begin(properties.warmUp().longestPause());
      for (MessageType<?> type : definition.hears()) {
        subscribe(type);
      }
      int refused = recovery.resume() ? 0 : warmUp.run();
      recovery.finish(properties.warmUp().firstPause());
      parts.progress().warmedTo(1);
      parts
          .progress()
          .to(
              EngineState.READY,
              refused == 0 ? "reacting" : "reacting; " + refused + " backfills were refused");
      parts.mailbox().hold(false);
      keepState();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (stopping.getCount() > 0) {
        parts.mishaps().note("opening", e);
        parts.progress().to(EngineState.FAILED, "cannot start: " + e);
      }
    } finally {
      parts.mailbox().wake();
    }
  }

  private void keepState() {
    if (!parts.scalesOut()) {
      keeper.opened();
      Thread.ofVirtual()
          .name("state-" + definition.type().name())
          .start(new StateClock(keeper, parts, stopping));
    }
  }

  private void subscribe(MessageType<?> type) throws InterruptedException {
    Duration pause = properties.warmUp().firstPause();
    while (true) {
      try {
        subscriptions.add(listen(type));
        return;
      } catch (BusException e) {
        if (isHopeless(e)) {
          throw e;
        }
        parts.mishaps().note("subscribing to " + type.name(), e);
        parts
            .progress()
            .to(EngineState.STARTING, "the bus of " + type.name() + " cannot be reached");
      }
      if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedException("stopping");
      }
      pause = properties.warmUp().longestPause();
    }
  }

  private static boolean isHopeless(BusException e) {
    return e.reason() == BusException.Reason.UNUSABLE_SERVER
        || e.reason() == BusException.Reason.CLOSED;
  }

  private <P> Subscription listen(MessageType<P> type) {
    return type.family().delivery() == Family.Delivery.PULLED
        ? bus.subscribe(type, this::acceptAndWait)
        : bus.subscribe(type, this::accept);
  }

  private void accept(Message<?> message) throws InterruptedException {
    if (definition.wants(message)) {
      put(Mailbox.Lane.PUSHED, message);
    }
  }

  /// Returning tells the bus to acknowledge, throwing to deliver again.
  private void acceptAndWait(Message<?> message) throws Exception {
    if (!definition.wants(message)) {
      return;
    }
    Work work = put(Mailbox.Lane.PULLED, message);
    try {
      work.done().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Work put(Mailbox.Lane lane, Message<?> message) throws InterruptedException {
    // By the type's lane, not by the priority alone: one that is pinned keeps its order.
    boolean express = message.type().lane(message.envelope().priority()) == Lane.EXPRESS;
    Work work = Work.on(message, outbox -> definition.react(message, outbox));
    parts.mailbox().put(express ? Mailbox.Lane.EXPRESS : lane, work);
    return work;
  }

  @Override
  public <V> V view(Class<V> type) {
    Object view = loop.published().view();
    if (!type.isInstance(view)) {
      throw new IllegalArgumentException(
          "the view must be asked for as " + view.getClass().getName() + ", was " + type.getName());
    }
    return type.cast(view);
  }

  @Override
  public boolean isReady() {
    return parts.progress().is(EngineState.READY);
  }

  @Override
  public <R> CompletionStage<R> ask(Question<R> question) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    Work work =
        Work.internal("question", outbox -> answer.complete(definition.answer(question, outbox)));
    if (!isRunning() || !parts.mailbox().offer(Mailbox.Lane.INTERNAL, work)) {
      throw EngineException.unavailable(
          "engine " + definition.type() + " takes no questions now: " + parts.progress().stage());
    }
    return work.done().thenCompose(done -> answer);
  }

  /// Stops listening, works off what has arrived, and ends the thread.
  @Override
  public void stop() {
    parts.progress().to(EngineState.STOPPING, "working off the mailbox");
    stopping.countDown();
    Thread opening = openingThread;
    if (opening != null) {
      opening.interrupt();
    }
    // Asked first: what is pushed after the mailbox has closed is for the next start.
    Optional<Map<String, String>> handled = keeper.handledAtEnd();
    // Closed first: a handler that waits for room would keep its subscription from closing.
    parts.mailbox().close();
    leave();
    Thread thread = engineThread;
    engineThread = null;
    if (thread != null && join(thread)) {
      handled.ifPresent(keeper::saveLast);
    }
    keeper.release();
  }

  /// Whether the thread has ended in time.
  private boolean join(Thread thread) {
    try {
      if (thread.join(properties.drainTimeout())) {
        return true;
      }
      parts.mailbox().abandon();
      thread.interrupt();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public boolean isRunning() {
    Thread thread = engineThread;
    return thread != null && thread.isAlive();
  }

  /// Before the web server starts and after it has stopped, so that no request meets a closed door.
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }
}
