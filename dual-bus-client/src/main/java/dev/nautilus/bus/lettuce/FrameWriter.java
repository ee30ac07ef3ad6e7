package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.Linger;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.EncodedMessage;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that sends on a bus's command connection: frames, acknowledgements, replies and
/// reads of the stream. Frames form by natural batching: what gathers while one is on its way
/// becomes the next one, and full ones follow each other without waiting.
///
/// One thread, because Lettuce reorders sends that come from several (netty #3246).
final class FrameWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FrameWriter.class);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  private final RedisLink link;
  private final BusTransport.Setup setup;
  private final BusCounters counters;
  private final Appender appender;
  private final ServerWatch server;
  private final FrameTraffic traffic;
  private final TailRecovery recovery;
  private final Heartbeats heartbeats;
  private final StreamBuffers buffers;
  private final CallQueue calls = new CallQueue();
  private final Signal work;
  private final Backoff backoff = new Backoff();
  private final Thread thread;

  private volatile boolean closing;
  private volatile boolean abandoned;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private volatile String trouble = "connecting";
  private volatile boolean ended;
  private final AtomicInteger connections = new AtomicInteger();

  FrameWriter(
      RedisLink link,
      BusTransport.Setup setup,
      BusCounters counters,
      ServerWatch server,
      long incarnation,
      String name,
      boolean express) {
    this.link = link;
    this.setup = setup;
    this.counters = counters;
    this.buffers = new StreamBuffers(setup, counters, server, incarnation);
    this.appender = new Appender(setup, link.address().isCluster());
    this.heartbeats = new Heartbeats(link.address().isCluster());
    this.server = server;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
    this.work = new Signal(thread);
    Senders with =
        new Senders(buffers, appender, heartbeats, counters, server, link.address().isReplicated());
    this.traffic =
        new FrameTraffic(
            with, setup.options(), express ? Linger.none() : setup.options().linger(), work);
    this.recovery = new TailRecovery(with, setup.options().commandTimeout().toMillis());
  }

  void start() {
    thread.start();
  }

  /// The buffer of a stream.
  StreamBuffer buffer(StreamKey stream) {
    return buffers.of(stream);
  }

  /// Takes a message for a stream, if there is room.
  Admission add(
      StreamKey stream,
      MessageType.Kind kind,
      EncodedMessage message,
      @Nullable CompletableFuture<Published> result) {
    return add(buffers.of(stream), kind, message, result);
  }

  /// The same for a stream whose buffer is known.
  Admission add(
      StreamBuffer buffer,
      MessageType.Kind kind,
      EncodedMessage message,
      @Nullable CompletableFuture<Published> result) {
    if (ended) {
      return Admission.FULL;
    }
    Admission admission = buffer.add(message, kind, System.nanoTime(), result);
    if (admission != Admission.JOINED) {
      buffers.count(admission);
      work.raise();
    }
    if (ended) {
      // The thread may have gone between the check and the add: nobody else would tell the caller.
      buffer.abandon(BusException.Reason.NOT_SENT, "the client was closed");
    }
    return admission;
  }

  /// The number that the next frame to a stream will begin with.
  long nextSequence(StreamKey stream) {
    return buffers.of(stream).nextSequence();
  }

  /// Sends a command from the writer thread; fails while there is no connection.
  <T> CompletableFuture<T> call(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    CompletableFuture<T> result = calls.add(command);
    work.raise();
    if (ended) {
      calls.fail(new BusException(BusException.Reason.CLOSED, "the client is closed"));
    }
    return result;
  }

  /// By stream the newest entry of ours.
  Map<String, StreamId> lastWritten() {
    Map<String, StreamId> last = new HashMap<>();
    for (StreamBuffer buffer : buffers.all()) {
      if (!buffer.previous().equals(StreamId.ZERO)) {
        last.put(buffer.stream(), buffer.previous());
      }
    }
    return last;
  }

  /// Bytes accepted and not yet confirmed.
  long bufferedBytes() {
    return buffers.bytes();
  }

  /// What is known of the server.
  ServerWatch server() {
    return server;
  }

  /// How often the server was met that may be another node each time; 0 for ever where it cannot
  /// be. Any thread.
  int encounters() {
    return link.address().isReplicated() ? connections.get() : 0;
  }

  boolean isConnected() {
    return connection != null && trouble().isEmpty();
  }

  /// Empty while all is well, else what is wrong.
  String trouble() {
    String now = trouble;
    return now.isEmpty() ? traffic.refusal() : now;
  }

  private void run() {
    while (!abandoned && (!closing || hasWork())) {
      try {
        StatefulRedisConnection<String, byte[]> open = ensureConnected();
        heartbeats.askWhenDue(this);
        if (!round(open)) {
          work.await(nanosUntilNext());
        }
        if (!open.isOpen()) {
          disconnect("connection lost");
        }
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        disconnect(String.valueOf(e.getMessage()));
        if (server.refusal() != null) {
          buffers.abandon(BusException.Reason.UNUSABLE_SERVER, trouble);
        }
        buffers.expire(trouble);
        work.pause(backoff.nextNanos());
      }
    }
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open != null && open.isOpen()) {
      heartbeats.sayGoodbye(open, buffers.all());
    }
    abandon();
  }

  private long nanosUntilNext() {
    return Math.min(
        IDLE, Math.min(heartbeats.nanosUntilDue(), traffic.nanosUntilDue(System.nanoTime())));
  }

  private StatefulRedisConnection<String, byte[]> ensureConnected() throws InterruptedException {
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open != null) {
      return open;
    }
    open = recovery.recovered(server.greeted(link.connect(), link.place()));
    open.setAutoFlushCommands(false);
    appender.forget();
    backoff.reset();
    traffic.connected();
    connection = open;
    trouble = "";
    if (connections.getAndIncrement() > 0) {
      counters.increment(BusMeter.RECONNECTS);
      log.info("reconnected to {}", link.address());
    }
    return open;
  }

  /// The server lost its memory and does not know our sequences.
  void serverReplaced() {
    buffers.all().forEach(StreamBuffer::announceJump);
  }

  /// One round: takes the answers that are there, then sends what may be sent, in one flush. Never
  /// waits for an answer.
  private boolean round(StatefulRedisConnection<String, byte[]> open) {
    work.lower();
    RedisAsyncCommands<String, byte[]> redis = open.async();
    String useless = calls.trouble(redis);
    if (useless != null) {
      throw new BusException(BusException.Reason.OUTCOME_UNKNOWN, useless);
    }
    traffic.takeAnswers();
    int sent = calls.send(redis) + traffic.send(redis, closing);
    if (sent > 0) {
      open.flushCommands();
    }
    return sent > 0;
  }

  private boolean hasWork() {
    return !calls.isEmpty() || !buffers.isEmpty();
  }

  private void disconnect(String why) {
    if (trouble.isEmpty() && !closing) {
      log.warn("{}: {}; reconnecting", link.address(), why);
    }
    trouble = why;
    StatefulRedisConnection<String, byte[]> open = connection;
    connection = null;
    buffers.away();
    if (open != null && closing) {
      open.close();
    } else if (open != null) {
      open.closeAsync().exceptionally(failure -> null);
    }
    calls.fail(new BusException(BusException.Reason.NOT_SENT, trouble));
  }

  private void abandon() {
    ended = true;
    buffers.abandon(BusException.Reason.NOT_SENT, "the client was closed; last: " + trouble);
    disconnect("closed");
  }

  /// Sends what was accepted, within the drain timeout, then ends. Idempotent.
  @Override
  public void close() {
    closing = true;
    work.raise();
    try {
      thread.join(Math.max(1, setup.options().drainTimeout().toMillis()));
      abandoned = true;
      thread.interrupt();
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
