package dev.nautilus.bus.testkit;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps every message of a type that reaches a client, waits for them, and tells whether any came
/// twice or is missing:
///
/// ```java
/// Recorder<RiskAlert> alerts = Recorder.on(bus, MessageType.RISK_ALERT);
/// ...
/// List<Message<RiskAlert>> three = alerts.await(3, Duration.ofSeconds(5));
/// assertThat(alerts.duplicates()).isEmpty();
/// ```
///
/// To show that something does *not* arrive, publish something that does after it and await that;
/// [#awaitNothing] proves less and takes long. With a manual [InMemoryBroker] call
/// [InMemoryBroker#drain] and read [#messages] instead of waiting. Safe for use by many threads.
///
/// @param <P> the record that travels
public final class Recorder<P> implements MessageHandler<P>, AutoCloseable {
  private final MessageType<P> type;
  private final List<Message<P>> messages = new ArrayList<>();
  private final Set<String> threads = new LinkedHashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private @Nullable Subscription subscription;

  private Recorder(MessageType<P> type) {
    this.type = type;
  }

  /// Subscribes and records from now on.
  public static <P> Recorder<P> on(DualBusClient bus, MessageType<P> type) {
    return on(bus, type, SubscriptionOptions.DEFAULTS);
  }

  /// Subscribes with wishes of its own: certain keys only, each instance, a snapshot first.
  public static <P> Recorder<P> on(
      DualBusClient bus, MessageType<P> type, SubscriptionOptions options) {
    Recorder<P> recorder = new Recorder<>(type);
    recorder.subscription = bus.subscribe(type, recorder, options);
    return recorder;
  }

  @Override
  public void handle(Message<P> message) {
    lock.lock();
    try {
      messages.add(message);
      threads.add(Thread.currentThread().getName());
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

  /// Waits for so long, and that nothing arrives meanwhile.
  ///
  /// @param quiet how long; the test takes as long
  /// @throws AssertionError as soon as something does; lists what did arrive
  public void awaitNothing(Duration quiet) {
    lock.lock();
    try {
      int before = messages.size();
      long left = quiet.toNanos();
      while (left > 0) {
        left = arrived.awaitNanos(left);
        if (messages.size() > before) {
          throw new AssertionError(
              "expected no " + type + " for " + quiet + ", but " + arrivals().text());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while expecting no " + type, e);
    } finally {
      lock.unlock();
    }
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

  /// Identities that came again although not flagged as redelivered, in the order they did. Empty
  /// is what the bus promises while a process lives.
  public List<MessageId> duplicates() {
    return arrivals().duplicates();
  }

  /// What is missing between the lowest and the highest sequence of each publisher and stream.
  /// Sequences count all types of a stream: this is about lost messages only when the publisher
  /// sends nothing but this type there, and the recorder takes all keys.
  public List<Hole> gaps() {
    return arrivals().gaps();
  }

  /// How many were flagged as redelivered.
  public long redelivered() {
    return arrivals().redelivered();
  }

  /// Names of the threads that brought messages, in order of first use.
  public Set<String> threads() {
    lock.lock();
    try {
      return new LinkedHashSet<>(threads);
    } finally {
      lock.unlock();
    }
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
              "expected " + what + " within " + within + ", but " + arrivals().text());
        }
        left = arrived.awaitNanos(left);
      }
      return List.copyOf(messages);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while expecting " + what + "; " + arrivals().text(), e);
    } finally {
      lock.unlock();
    }
  }

  private Arrivals<P> arrivals() {
    return new Arrivals<>(messages());
  }
}
