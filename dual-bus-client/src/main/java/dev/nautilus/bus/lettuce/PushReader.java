package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives what a lane pushes: frames of followed streams, and replies. Netty's thread only
/// enqueues; one thread reads the queue, follows the streams and keeps the connection.
final class PushReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PushReader.class);
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
  private static final long PULL_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

  private final RedisLink link;
  private final BusCounters counters;
  private final Function<StreamKey, PushedStream> streams;
  private final FollowedStreams followed = new FollowedStreams();
  private final PushEvents events;
  private final PushConnection connection;
  private final Set<String> otherChannels = ConcurrentHashMap.newKeySet();
  private final Backoff backoff = new Backoff();
  private final Thread thread;

  private volatile boolean closed;
  private volatile String trouble = "";
  private volatile String demotion = "";

  /// @param streams makes what follows a stream
  /// @param others told of what comes on channels that are no streams, on Netty's thread
  PushReader(
      RedisLink link,
      BusCounters counters,
      Function<StreamKey, PushedStream> streams,
      BiConsumer<String, byte[]> others,
      String name) {
    this.link = link;
    this.counters = counters;
    this.streams = streams;
    FramePool pool = new FramePool();
    this.events = new PushEvents(followed, pool, others);
    this.connection = new PushConnection(link, pool, events);
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /// Follows a stream; done when everything published from then on will be seen.
  CompletableFuture<@Nullable Void> follow(StreamKey stream) {
    return ask(new CompletableFuture<>(), done -> new PushEvents.Event.Follow(stream, done));
  }

  /// Listens on a channel that is no stream; done when Redis has confirmed the subscription.
  CompletableFuture<@Nullable Void> listen(String channel) {
    return ask(new CompletableFuture<>(), done -> new PushEvents.Event.Listen(channel, done));
  }

  private CompletableFuture<@Nullable Void> ask(
      CompletableFuture<@Nullable Void> done,
      Function<CompletableFuture<@Nullable Void>, PushEvents.Event> event) {
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

  /// How far a followed stream was handed on; its beginning when it is not followed. Any thread.
  StreamId seenUpTo(StreamKey key) {
    PushedStream stream = followed.get(key.channel());
    return stream == null ? StreamId.ZERO : stream.seenUpTo();
  }

  /// The server lost its memory. Any thread.
  void serverReplaced() {
    followed.all().forEach(PushedStream::serverReplaced);
    var unused = events.offer(new PushEvents.Event.Wake());
  }

  /// Empty while all is well, else what is wrong.
  String trouble() {
    String now = trouble.isEmpty() ? demotion : trouble;
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
    boolean pulls = connection.isDemoted(System.nanoTime());
    PushEvents.Event event = events.poll(pulls ? PULL_EVERY : followed.nanosUntilLook(LOOK));
    if (connection.isLost()) {
      lost(new IllegalStateException("connection lost"));
    }
    take(event);
    if (pulls) {
      followed.catchUp();
    } else if (connection.takePromotion(System.nanoTime())) {
      log.info("{}: following pushes again", link.address());
      demotion = "";
      connection.follow(followed.channels());
      followed.catchUp();
    }
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
    return events.isEmpty() && followed.lookForSilence(connection.isThere());
  }

  /// A source fell silent: it, or the way from it to us. A connection that does not answer, or that
  /// does not bring what the stream has, is given up for another one.
  private void probe() throws InterruptedException {
    if (!connection.isThere()) {
      return;
    }
    connection.ping();
    if (followed.catchUp() > 0) {
      // What was pushed arrives before the answer.
      connection.ping();
      if (events.isEmpty()) {
        throw new IllegalStateException("what is in the stream was not pushed");
      }
    }
  }

  private void take(PushEvents.@Nullable Event event) throws InterruptedException {
    if (event instanceof PushEvents.Event.Follow follow) {
      attempt(follow.done(), event, () -> join(follow.stream()));
    } else if (event instanceof PushEvents.Event.Listen listen) {
      attempt(listen.done(), event, () -> listenOn(listen.channel()));
    } else if (event instanceof PushEvents.Event.Pushed pushed) {
      try {
        ensureConnected();
        pushed.stream().pushed(pushed.frame().bytes(), pushed.frame().length());
      } finally {
        events.done(pushed.frame());
      }
    } else if (!followed.isEmpty() || !otherChannels.isEmpty()) {
      ensureConnected();
    }
  }

  private interface Attempt {
    void run() throws InterruptedException;
  }

  /// Does it, or puts it back for after the reconnect; whoever waits has a timeout of their own.
  private void attempt(
      CompletableFuture<@Nullable Void> done, PushEvents.Event event, Attempt attempt)
      throws InterruptedException {
    try {
      ensureConnected();
      attempt.run();
      done.complete(null);
    } catch (RuntimeException e) {
      if (!done.isDone() && !events.offer(event)) {
        done.completeExceptionally(e);
      }
      throw e;
    }
  }

  private void join(StreamKey key) throws InterruptedException {
    String channel = key.channel();
    if (followed.get(channel) != null) {
      return;
    }
    PushedStream stream = streams.apply(key);
    stream.seekToEnd();
    followed.put(channel, stream);
    try {
      connection.follow(List.of(channel));
    } catch (RuntimeException e) {
      followed.remove(channel);
      throw e;
    }
    stream.catchUp();
  }

  private void listenOn(String channel) {
    otherChannels.add(channel);
    connection.subscribe(List.of(channel));
  }

  private void ensureConnected() throws InterruptedException {
    if (connection.isThere()) {
      return;
    }
    connection.connect();
    connection.subscribe(otherChannels);
    if (!connection.isDemoted(System.nanoTime())) {
      connection.follow(followed.channels());
    }
    followed.catchUp();
    if (!trouble.isEmpty()) {
      counters.increment(BusMeter.RECONNECTS);
      log.info("listening again on {}", link.address());
    }
    trouble = "";
    backoff.reset();
  }

  private void lost(RuntimeException cause) {
    if (trouble.isEmpty() && !closed) {
      log.warn("{}: {}; listening again soon", link.address(), cause.getMessage());
    }
    trouble = String.valueOf(cause.getMessage());
    if (connection.lose(System.nanoTime())) {
      counters.increment(BusMeter.DEMOTIONS);
      demotion = "cut off too often, so the streams are read instead: handlers are too slow";
      log.warn("{}: {}", link.address(), demotion);
    }
  }

  @Override
  public void close() {
    closed = true;
    var unused = events.offer(new PushEvents.Event.Wake());
    try {
      thread.join(2000);
      thread.interrupt();
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
