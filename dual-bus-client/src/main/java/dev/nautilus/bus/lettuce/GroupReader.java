package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.UnblockType;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the streams of a bus as a member of the engine's group: first what was handed to this
/// consumer and never acknowledged, then what is new. One thread reads and handles, so that what
/// cannot be handled yet stays in Redis.
final class GroupReader implements AutoCloseable {
  /// The field of an entry that holds the frame.
  static final String FIELD = "f";

  private static final Logger log = LoggerFactory.getLogger(GroupReader.class);
  private static final Duration BLOCK = Duration.ofSeconds(5);
  private static final int BATCH = 32;
  private static final int MOST_PARKED = 10_000;
  private static final Duration WHILE_PARKED = Duration.ofMillis(100);

  private final RedisLink link;
  private final FrameWriter commands;
  private final BusTransport.Setup setup;
  private final BusCounters counters;
  private final GroupCreation creation;
  private final GroupDispatch dispatch;
  private final String group;
  private final String consumer;
  private final Set<String> streams = new CopyOnWriteArraySet<>();
  private final Set<String> entered = new HashSet<>();
  private final Backoff backoff = new Backoff();
  private final Signal work;
  private final Thread thread;

  private volatile boolean closed;
  private volatile long clientId = -1;
  private volatile String trouble = "";

  GroupReader(
      RedisLink link,
      FrameWriter commands,
      GroupDispatch dispatch,
      BusCounters counters,
      Identity identity) {
    this.link = link;
    this.commands = commands;
    this.setup = identity.setup();
    this.counters = counters;
    this.group = setup.engine().name();
    this.consumer = identity.consumer();
    this.creation =
        new GroupCreation(commands, link.address(), group, setup.options().connectTimeout());
    this.dispatch = dispatch;
    this.thread = new Thread(this::run, identity.threadName("groups"));
    this.thread.setDaemon(true);
    this.work = new Signal(thread);
  }

  void start() {
    thread.start();
  }

  /// Joins a stream; when this returns the group exists and misses nothing.
  void join(StreamKey key) {
    dispatch.subscribed();
    String stream = key.stream();
    if (streams.contains(stream)) {
      return;
    }
    String retries = StreamNames.retries(stream, group);
    // First, so that whoever sees the stream's group may count on the other one.
    creation.createFromStart(retries);
    creation.create(stream);
    streams.addAll(List.of(stream, retries));
    work.raise();
    long reader = clientId;
    if (reader >= 0) {
      // The reader may be blocked on the streams it had; without this it would notice in 5 s.
      var unblocked = commands.call(redis -> redis.clientUnblock(reader, UnblockType.TIMEOUT));
      unblocked.exceptionally(failure -> 0L);
    }
  }

  /// The server lost its memory, and the groups with it. From 0, because what has come since is
  /// ours.
  void serverReplaced() {
    streams.forEach(creation::createAgain);
  }

  /// Empty while all is well, else what is wrong.
  String trouble() {
    return trouble;
  }

  private void run() {
    while (!closed) {
      if (!awaitStreams()) {
        return;
      }
      try (StatefulRedisConnection<String, byte[]> connection = link.connect()) {
        connected(connection.sync());
        while (!closed) {
          readNew(connection.sync());
        }
      } catch (RuntimeException e) {
        lost(e);
        LockSupport.parkNanos(backoff.nextNanos());
      }
    }
  }

  /// Waits for the first subscription; false when the client closes before it.
  private boolean awaitStreams() {
    try {
      while (streams.isEmpty() && !closed) {
        work.lower();
        if (streams.isEmpty() && !closed) {
          work.await(TimeUnit.SECONDS.toNanos(5));
        }
      }
    } catch (InterruptedException e) {
      return false;
    }
    return !closed;
  }

  private void connected(RedisCommands<String, byte[]> redis) {
    clientId = redis.clientId();
    entered.clear();
    enterNew(redis);
    if (!trouble.isEmpty()) {
      counters.increment(BusMeter.RECONNECTS);
      log.info("reading again from {}", link.address());
    }
    trouble = "";
    backoff.reset();
  }

  /// A stream that is read for the first time on this connection starts with what is owed to us.
  private void enterNew(RedisCommands<String, byte[]> redis) {
    for (String stream : streams) {
      if (entered.add(stream)) {
        Takeover.ofPredecessors(redis, stream, group, consumer);
        readPending(redis, stream);
      }
    }
    dispatch.acknowledge();
  }

  /// What was handed to this consumer and never acknowledged: `>` does not return it.
  private void readPending(RedisCommands<String, byte[]> redis, String stream) {
    Set<String> moved = movedAlready(redis, stream);
    String after = "0";
    List<StreamMessage<String, byte[]>> page;
    do {
      page =
          read(
              redis,
              XReadArgs.Builder.count(BATCH),
              List.of(XReadArgs.StreamOffset.from(stream, after)));
      for (StreamMessage<String, byte[]> entry : page) {
        after = entry.getId();
        handle(entry, true, moved);
      }
      dispatch.acknowledge();
    } while (!page.isEmpty() && !closed);
  }

  /// Messages of owed entries that are dead letters: their entry is read again, they are not.
  private Set<String> movedAlready(RedisCommands<String, byte[]> redis, String stream) {
    return StreamNames.isRetries(stream)
        ? Set.of()
        : Set.copyOf(redis.hkeys(StreamNames.moved(stream, group)));
  }

  private void readNew(RedisCommands<String, byte[]> redis) {
    enterNew(redis);
    dispatch.retry();
    dispatch.acknowledge();
    if (dispatch.parked() > MOST_PARKED) {
      work.pause(setup.options().retryDelay().toNanos());
      return;
    }
    List<XReadArgs.StreamOffset<String>> offsets = new ArrayList<>();
    for (String stream : streams) {
      offsets.add(XReadArgs.StreamOffset.lastConsumed(stream));
    }
    Duration block = dispatch.parked() > 0 ? WHILE_PARKED : BLOCK;
    List<StreamMessage<String, byte[]>> entries =
        read(redis, XReadArgs.Builder.block(block).count(BATCH), offsets);
    for (StreamMessage<String, byte[]> entry : entries) {
      handle(entry, false, Set.of());
    }
    dispatch.acknowledge();
  }

  private List<StreamMessage<String, byte[]>> read(
      RedisCommands<String, byte[]> redis,
      XReadArgs arguments,
      List<XReadArgs.StreamOffset<String>> offsets) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // a generic array cannot be made otherwise
    XReadArgs.StreamOffset<String>[] streamOffsets = offsets.toArray(new XReadArgs.StreamOffset[0]);
    return redis.xreadgroup(Consumer.from(group, consumer), arguments, streamOffsets);
  }

  private void handle(StreamMessage<String, byte[]> entry, boolean pending, Set<String> moved) {
    String stream = entry.getStream();
    String id = entry.getId();
    Map<String, byte[]> body = entry.getBody();
    if (dispatch.isKnown(stream, id)) {
      return;
    }
    if (body == null || body.isEmpty()) {
      dispatch.dispatchNothing(stream, id);
      return;
    }
    Entry decoded;
    byte[] bytes = Entry.bytes(body);
    try {
      Frame frame = FrameDecoder.decode(bytes);
      boolean redelivered = pending || StreamNames.isRetries(stream);
      decoded = new Entry(stream, id, frame, redelivered, Entry.indexesOf(id, moved));
    } catch (CorruptFrameException | IllegalArgumentException e) {
      dispatch.dispatchUnreadable(stream, id, bytes, e);
      return;
    }
    dispatch.dispatch(decoded);
  }

  private void lost(RuntimeException cause) {
    clientId = -1;
    if (closed) {
      return;
    }
    String message = String.valueOf(cause.getMessage());
    if (message.startsWith("NOGROUP") || message.startsWith("ERR no such key")) {
      // The server lost its memory; from 0, because $ would miss what has come since.
      streams.forEach(creation::createAgain);
    }
    if (trouble.isEmpty()) {
      log.warn("{}: {}; reading again soon", link.address(), message);
    }
    trouble = message;
  }

  /// Stops after the message in hand and acknowledges what was handled. Idempotent.
  @Override
  public void close() {
    closed = true;
    work.raise();
    long reader = clientId;
    if (reader >= 0) {
      commands
          .call(redis -> redis.clientUnblock(reader, UnblockType.TIMEOUT))
          .exceptionally(failure -> 0L);
    }
    try {
      thread.join(Math.max(1, setup.options().drainTimeout().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (String stream : streams) {
      Takeover.leave(commands, stream, group, consumer);
    }
  }
}
