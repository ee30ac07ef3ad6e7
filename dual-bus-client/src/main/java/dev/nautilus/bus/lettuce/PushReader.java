package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives what a bus pushes: frames of followed streams, and replies. Netty's thread only
/// enqueues; one thread reads the queue, follows the streams and keeps the connection.
final class PushReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PushReader.class);
  private static final int QUEUE = 16_384;
  private static final long QUEUE_BYTES = 64L << 20;
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
  private static final int PROBE_SECONDS = 2;

  private final RedisLink link;
  private final BusCounters counters;
  private final Function<StreamKey, PushedStream> streams;
  private final BiConsumer<String, byte[]> replies;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final FollowedStreams followed = new FollowedStreams();
  private final Set<String> replyChannels = ConcurrentHashMap.newKeySet();
  private final Backoff backoff = new Backoff();
  private final Thread thread;

  private volatile boolean closed;
  private volatile @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;
  private volatile String trouble = "";

  /// Something for the reading thread.
  private sealed interface Event {
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copying would cost
    record Pushed(PushedStream stream, byte[] frame) implements Event {}

    record Follow(StreamKey stream, CompletableFuture<@Nullable Void> done) implements Event {}

    record Listen(String channel, CompletableFuture<@Nullable Void> done) implements Event {}

    record Wake() implements Event {}
  }

  PushReader(
      RedisLink link,
      BusCounters counters,
      Function<StreamKey, PushedStream> streams,
      BiConsumer<String, byte[]> replies,
      String name) {
    this.link = link;
    this.counters = counters;
    this.streams = streams;
    this.replies = replies;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /// Follows a stream; done when everything published from then on will be seen.
  CompletableFuture<@Nullable Void> follow(StreamKey stream) {
    return ask(new CompletableFuture<>(), done -> new Event.Follow(stream, done));
  }

  /// Listens on a reply channel; done when Redis has confirmed the subscription.
  CompletableFuture<@Nullable Void> listen(String channel) {
    return ask(new CompletableFuture<>(), done -> new Event.Listen(channel, done));
  }

  private CompletableFuture<@Nullable Void> ask(
      CompletableFuture<@Nullable Void> done,
      Function<CompletableFuture<@Nullable Void>, Event> event) {
    try {
      if (Thread.currentThread() == thread) {
        // A handler subscribes or asks: waiting for this thread would be waiting for itself.
        take(event.apply(done));
      } else {
        events.put(event.apply(done));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(
          new BusException(BusException.Reason.NOT_SENT, "interrupted while subscribing", e));
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  /// Empty while all is well, else what is wrong.
  String trouble() {
    String now = trouble;
    return now.isEmpty() ? followed.silent() : now;
  }

  private void run() {
    while (!closed) {
      try {
        step();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        lost(e);
        LockSupport.parkNanos(backoff.nextNanos());
        // Without a connection nobody is heard.
        lookForSilence();
      }
    }
  }

  private void step() throws InterruptedException {
    Event event = events.poll(followed.nanosUntilLook(LOOK), TimeUnit.NANOSECONDS);
    StatefulRedisPubSubConnection<String, byte[]> open = connection;
    if (open != null && !open.isOpen()) {
      lost(new IllegalStateException("connection lost"));
    }
    take(event);
    for (PushedStream stream : followed.all()) {
      if (stream.takeOverflow()) {
        stream.catchUp();
      }
    }
    if (lookForSilence()) {
      probe();
    }
  }

  /// Only when no push waits: a slow handler must not make its sources look silent.
  private boolean lookForSilence() {
    return events.isEmpty() && followed.lookForSilence(connection != null);
  }

  /// A source fell silent: it, or the way from it to us. A connection that does not answer, or that
  /// does not bring what the stream has, is given up for another one.
  private void probe() throws InterruptedException {
    StatefulRedisPubSubConnection<String, byte[]> open = connection;
    if (open == null) {
      return;
    }
    ping(open);
    if (followed.catchUp() > 0) {
      // What was pushed arrives before the answer.
      ping(open);
      if (events.isEmpty()) {
        throw new IllegalStateException("what is in the stream was not pushed");
      }
    }
  }

  private static void ping(StatefulRedisPubSubConnection<String, byte[]> open)
      throws InterruptedException {
    try {
      open.async().ping().get(PROBE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("sources are silent and PING is not answered", e);
    }
  }

  private void take(@Nullable Event event) throws InterruptedException {
    if (event instanceof Event.Follow follow) {
      attempt(follow.done(), event, () -> follow(connected(), follow.stream()));
    } else if (event instanceof Event.Listen listen) {
      attempt(listen.done(), event, () -> listen(connected(), listen.channel()));
    } else if (event instanceof Event.Pushed pushed) {
      queuedBytes.addAndGet(-pushed.frame().length);
      connected();
      pushed.stream().pushed(pushed.frame());
    } else if (!followed.isEmpty() || !replyChannels.isEmpty()) {
      connected();
    }
  }

  private interface Attempt {
    void run() throws InterruptedException;
  }

  /// Does it, or puts it back for after the reconnect; whoever waits has a timeout of their own.
  private void attempt(CompletableFuture<@Nullable Void> done, Event event, Attempt attempt)
      throws InterruptedException {
    try {
      attempt.run();
      done.complete(null);
    } catch (RuntimeException e) {
      if (!done.isDone() && !events.offer(event)) {
        done.completeExceptionally(e);
      }
      throw e;
    }
  }

  private void follow(StatefulRedisPubSubConnection<String, byte[]> open, StreamKey key)
      throws InterruptedException {
    String channel = key.channel();
    if (followed.get(channel) != null) {
      return;
    }
    PushedStream stream = streams.apply(key);
    stream.seekToEnd();
    followed.put(channel, stream);
    try {
      open.sync().subscribe(channel);
    } catch (RuntimeException e) {
      followed.remove(channel);
      throw e;
    }
    stream.catchUp();
  }

  private void listen(StatefulRedisPubSubConnection<String, byte[]> open, String channel) {
    replyChannels.add(channel);
    open.sync().subscribe(channel);
  }

  private StatefulRedisPubSubConnection<String, byte[]> connected() throws InterruptedException {
    StatefulRedisPubSubConnection<String, byte[]> open = connection;
    if (open != null) {
      return open;
    }
    open = link.connectPubSub();
    open.addListener(new Enqueue());
    connection = open;
    for (String channel : replyChannels) {
      open.sync().subscribe(channel);
    }
    for (String channel : followed.channels()) {
      open.sync().subscribe(channel);
    }
    followed.catchUp();
    if (!trouble.isEmpty()) {
      counters.increment(BusMeter.RECONNECTS);
      log.info("listening again on {}", link.address());
    }
    trouble = "";
    backoff.reset();
    return open;
  }

  private void lost(RuntimeException cause) {
    if (trouble.isEmpty() && !closed) {
      log.warn("{}: {}; listening again soon", link.address(), cause.getMessage());
    }
    trouble = String.valueOf(cause.getMessage());
    StatefulRedisPubSubConnection<String, byte[]> open = connection;
    connection = null;
    if (open != null) {
      open.closeAsync().exceptionally(failure -> null);
    }
  }

  /// On Netty's thread: never waits. A frame without room is still in the stream.
  private final class Enqueue extends RedisPubSubAdapter<String, byte[]> {
    @Override
    public void message(String channel, byte[] bytes) {
      PushedStream stream = followed.get(channel);
      if (stream == null) {
        replies.accept(channel, bytes);
      } else if (queuedBytes.get() + bytes.length > QUEUE_BYTES
          || !events.offer(new Event.Pushed(stream, bytes))) {
        stream.overflowed();
      } else {
        queuedBytes.addAndGet(bytes.length);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    events.offer(new Event.Wake());
    try {
      thread.join(2000);
      thread.interrupt();
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    StatefulRedisPubSubConnection<String, byte[]> open = connection;
    if (open != null && open.isOpen()) {
      open.close();
    }
  }
}
