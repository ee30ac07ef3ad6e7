package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import io.lettuce.core.resource.ClientResources;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Everything a client has on one bus: connections, writer, readers, counts.
final class BusLink implements AutoCloseable {
  private final Identity identity;
  private final RedisLink redis;
  private final BusCounters counters;
  private final FrameWriter writer;
  private final Handlers handlers;
  private final PushReader pushes;
  private final GroupReader groups;
  private final Requests requests;
  private final String replyChannel;
  private @Nullable CompletableFuture<@Nullable Void> listening;

  BusLink(
      Identity identity, ClientResources resources, ExecutorService decoder, InstantSource clock) {
    this.identity = identity;
    var setup = identity.setup();
    Bus bus = identity.bus();
    this.redis =
        new RedisLink(resources, setup.address(bus), setup.options(), identity.clientName());
    this.counters = new BusCounters(setup.meters(), bus, setup.engine());
    this.writer =
        new FrameWriter(
            redis, setup, counters, identity.incarnation(), identity.threadName("writer"));
    this.handlers = new Handlers(counters);
    this.requests = new Requests(counters, decoder);
    LocalMessages local =
        new LocalMessages(setup, handlers, counters, identity.incarnation(), clock);
    long timeout = setup.options().commandTimeout().toMillis();
    this.pushes =
        new PushReader(
            redis,
            counters,
            family ->
                new PushedStream(StreamNames.stream(family), writer, handlers, local, timeout),
            (channel, bytes) -> requests.replied(bytes),
            identity.threadName("pushes"));
    this.groups = groupReader(clock);
    this.replyChannel = StreamNames.replies(bus, setup.engine(), setup.instance());
  }

  private GroupReader groupReader(InstantSource clock) {
    DeadLetterMove moves = new DeadLetterMove(writer, counters, identity, clock);
    GroupDispatch dispatch = new GroupDispatch(handlers, writer, counters, moves, identity.setup());
    return new GroupReader(redis, writer, dispatch, counters, identity);
  }

  void start() {
    writer.start();
    pushes.start();
    groups.start();
  }

  FrameWriter writer() {
    return writer;
  }

  BusCounters counters() {
    return counters;
  }

  Requests requests() {
    return requests;
  }

  String replyChannel() {
    return replyChannel;
  }

  /// Registers a handler and makes sure that what is published from now on reaches it.
  <P> Subscription subscribe(MessageType<P> type, MessageHandler<P> handler) {
    Subscription subscription = handlers.add(type, handler);
    try {
      if (type.family().delivery() == Family.Delivery.PULLED) {
        groups.join(type.family());
      } else {
        await(pushes.follow(type.family()));
      }
      return subscription;
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  /// Makes sure that replies reach this instance.
  void listenForReplies() {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      if (listening == null || listening.isCompletedExceptionally()) {
        listening = pushes.listen(replyChannel);
      }
      done = listening;
    }
    await(done);
  }

  private void await(CompletableFuture<@Nullable Void> done) {
    try {
      done.get(identity.setup().options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BusException(
          BusException.Reason.NOT_SENT,
          "could not subscribe at " + redis.address() + ": is Redis up? " + pushes.trouble(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.NOT_SENT, "interrupted while subscribing", e);
    }
  }

  BusHealth health() {
    if (!writer.trouble().isEmpty()) {
      return new BusHealth(
          BusHealth.Status.DOWN, redis.address() + ": " + writer.trouble() + "; reconnecting");
    }
    String reading = groups.trouble().isEmpty() ? pushes.trouble() : groups.trouble();
    if (!reading.isEmpty()) {
      return new BusHealth(BusHealth.Status.DEGRADED, redis.address() + ", reading: " + reading);
    }
    return new BusHealth(BusHealth.Status.UP, redis.address().toString());
  }

  BusStatistics statistics() {
    return counters.statistics();
  }

  /// Stops reading, acknowledges, drains what was accepted, disconnects.
  @Override
  public void close() {
    groups.close();
    pushes.close();
    requests.close();
    writer.close();
    redis.close();
  }
}
