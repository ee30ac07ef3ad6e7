package dev.nautilus.bus.testkit;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps every message of a type that reaches a client, and waits for them:
///
/// ```java
/// Recorder<RiskAlert> alerts = Recorder.on(bus, MessageType.RISK_ALERT);
/// ...
/// List<Message<RiskAlert>> three = alerts.await(3, Duration.ofSeconds(5));
/// ```
///
/// To show that something does *not* arrive, publish something that does after it and await that:
/// waiting for silence proves nothing and takes long. With a manual [InMemoryBroker] call
/// [InMemoryBroker#drain] and read [#messages] instead of waiting.
///
/// @param <P> the record that travels
public final class Recorder<P> implements MessageHandler<P>, AutoCloseable {
  private static final int LISTED = 20;

  private final MessageType<P> type;
  private final List<Message<P>> messages = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private @Nullable Subscription subscription;

  private Recorder(MessageType<P> type) {
    this.type = type;
  }

  /// Subscribes and records from now on.
  public static <P> Recorder<P> on(DualBusClient bus, MessageType<P> type) {
    Recorder<P> recorder = new Recorder<>(type);
    recorder.subscription = bus.subscribe(type, recorder);
    return recorder;
  }

  @Override
  public void handle(Message<P> message) {
    lock.lock();
    try {
      messages.add(message);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until at least so many messages are there.
  ///
  /// @return all that are there, oldest first
  /// @throws AssertionError when they are not there in time; lists what did arrive
  public List<Message<P>> await(int count, Duration within) {
    return awaitUntil(all -> all.size() >= count, count + " x " + type, within);
  }

  /// Waits until a message fulfils a condition.
  ///
  /// @return the first that does
  /// @throws AssertionError when none does in time; lists what did arrive
  public Message<P> awaitMatch(Predicate<? super P> condition, Duration within) {
    List<Message<P>> all =
        awaitUntil(
            some -> some.stream().anyMatch(m -> condition.test(m.payload())),
            "a matching " + type,
            within);
    return all.stream().filter(m -> condition.test(m.payload())).findFirst().orElseThrow();
  }

  /// All messages so far, oldest first.
  public List<Message<P>> messages() {
    lock.lock();
    try {
      return List.copyOf(messages);
    } finally {
      lock.unlock();
    }
  }

  /// The payloads of all messages so far, oldest first.
  public List<P> payloads() {
    return messages().stream().map(Message::payload).toList();
  }

  /// Stops recording; what is recorded stays.
  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
  }

  private List<Message<P>> awaitUntil(
      Predicate<List<Message<P>>> enough, String what, Duration within) {
    lock.lock();
    try {
      long left = within.toNanos();
      while (!enough.test(messages)) {
        if (left <= 0) {
          throw new AssertionError(
              "expected " + what + " within " + within + ", but " + arrivals());
        }
        left = arrived.awaitNanos(left);
      }
      return List.copyOf(messages);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while expecting " + what + "; " + arrivals(), e);
    } finally {
      lock.unlock();
    }
  }

  private String arrivals() {
    if (messages.isEmpty()) {
      return "nothing arrived";
    }
    StringBuilder text = new StringBuilder().append(messages.size()).append(" arrived:");
    int from = Math.max(0, messages.size() - LISTED);
    if (from > 0) {
      text.append("\n  ... ").append(from).append(" earlier");
    }
    for (Message<P> message : messages.subList(from, messages.size())) {
      text.append("\n  ").append(message.envelope().id());
      text.append(" from ").append(message.envelope().sender());
      text.append(": ").append(message.payload());
    }
    return text.toString();
  }
}
