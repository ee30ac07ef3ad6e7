package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.Batch;
import dev.nautilus.engines.websocket.method.CloseCode;
import dev.nautilus.engines.websocket.method.FrameText;
import dev.nautilus.engines.websocket.method.Lane;
import dev.nautilus.engines.websocket.method.OpBudget;
import dev.nautilus.engines.websocket.method.Outbound;
import dev.nautilus.engines.websocket.method.Update;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// One browser. Whoever has something for it leaves it here and goes on; a virtual thread of the
/// session sends it, as fast as the browser takes it. Safe for many threads.
final class Session {
  private static final int HEARTBEAT_KEYS = 200;

  private final SessionFacts facts;
  private final Wire wire;
  private final Outbound outbound;
  private final OpBudget ops;
  private final SessionEnds ends;
  private final LongConsumer lag;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private final Thread writer;
  private volatile long lastLagNanos = -1;
  private volatile long heardAt;
  private long pingAt;

  /// @param facts who it is, and its clock
  /// @param wire its socket
  /// @param outbound what it still has to send
  /// @param ends told once when it ends
  /// @param lag told how long each update took to leave, nanoseconds
  Session(SessionFacts facts, Wire wire, Outbound outbound, SessionEnds ends, LongConsumer lag) {
    this.facts = facts;
    this.wire = wire;
    this.outbound = outbound;
    this.ends = ends;
    this.lag = lag;
    ops = new OpBudget(facts.opsPerSecond(), facts.ticker());
    long now = facts.ticker().getAsLong();
    heardAt = now;
    pingAt = now + facts.pingNanos();
    writer = Thread.ofVirtual().name("session-" + facts.id()).unstarted(this::write);
  }

  /// Begins to send.
  void start() {
    writer.start();
  }

  SessionFacts facts() {
    return facts;
  }

  boolean isOpen() {
    return open.get();
  }

  /// Whether it may make one more request now.
  boolean mayAsk() {
    return ops.take();
  }

  /// The browser has shown that it is there.
  void heard() {
    heardAt = facts.ticker().getAsLong();
  }

  /// Says something of the gateway's own.
  void say(String text) {
    outbound.say(text);
    check();
  }

  /// A subscription begins.
  void begin(Lane lane, Collection<Update> present) {
    outbound.begin(lane, present);
    check();
  }

  /// A subscription goes on where it was.
  void resume(Lane lane, Resumption resumption) {
    resumption.had().forEach(had -> lane.resumeAfter(had.key(), had.seq(), had.document()));
    outbound.resume(lane, resumption.missed());
    check();
  }

  /// A subscription ends.
  boolean remove(String name) {
    return outbound.remove(name);
  }

  Optional<Lane> lane(String name) {
    return outbound.lane(name);
  }

  int lanes() {
    return outbound.lanes();
  }

  /// An update for a subscription. Never waits.
  void offer(Lane lane, Update update) {
    if (isOpen()) {
      outbound.offer(lane, update);
      check();
    }
  }

  /// Ends the session when it is too slow, not heard of, or its time is over; else lets it go on.
  void check() {
    long now = facts.ticker().getAsLong();
    Optional<String> slow = outbound.failure(now);
    if (slow.isPresent()) {
      close(CloseCode.NOT_RELIABLE, slow.get());
    } else if (now - heardAt > 2 * facts.pingNanos()) {
      close(CloseCode.NOT_HEARD, "no pong for two pings");
    } else if (now - facts.openedNanos() > facts.lifeNanos()) {
      close(CloseCode.POLICY_VIOLATION, "the token has run out: connect again");
    } else {
      LockSupport.unpark(writer);
    }
  }

  /// Ends it. Never waits: the browser may not take the news.
  void close(CloseCode meant, String reason) {
    CloseCode code = outbound.closing(meant, facts.ticker().getAsLong());
    if (end(code)) {
      Thread.ofVirtual().name("closing-" + facts.id()).start(() -> wire.close(code, reason));
    }
  }

  /// Ends it and waits until the browser was told or cannot be.
  void closeNow(CloseCode code, String reason) {
    if (end(code)) {
      wire.close(code, reason);
    }
  }

  /// Its socket is gone.
  void gone() {
    end(CloseCode.GOING_AWAY);
  }

  private boolean end(CloseCode code) {
    boolean first = open.compareAndSet(true, false);
    if (first) {
      ends.ended(this, code);
      LockSupport.unpark(writer);
    }
    return first;
  }

  private void write() {
    try {
      while (isOpen()) {
        long now = facts.ticker().getAsLong();
        if (now - pingAt >= 0) {
          pingAt = now + facts.pingNanos();
          wire.ping();
          outbound.say(Answers.heartbeat(outbound.told(HEARTBEAT_KEYS)));
        }
        Optional<Outbound.Next> next = outbound.take(now);
        if (next.isPresent()) {
          send(next.get());
        } else {
          long until = Math.min(outbound.nanosUntilNext(now), pingAt - now);
          LockSupport.parkNanos(this, until);
        }
      }
    } catch (IOException | RuntimeException e) {
      closeNow(
          outbound.closing(CloseCode.INTERNAL_ERROR, facts.ticker().getAsLong()), "cannot send");
    }
  }

  private void send(Outbound.Next next) throws IOException {
    String text =
        switch (next) {
          case Outbound.Next.Said said -> said.text();
          case Outbound.Next.Rows rows -> FrameText.of(rows.batch());
        };
    wire.send(text);
    outbound.sent();
    sent.incrementAndGet();
    sentBytes.addAndGet(text.length());
    if (next instanceof Outbound.Next.Rows(Batch batch)) {
      long late = batch.lagNanos(facts.ticker().getAsLong());
      if (late >= 0) {
        lastLagNanos = late;
        lag.accept(late);
      }
    }
  }

  long sent() {
    return sent.get();
  }

  long dropped() {
    return outbound.dropped();
  }

  /// What people see of it.
  SessionView view() {
    long late = lastLagNanos;
    return new SessionView(
        facts.id(),
        facts.caller().name(),
        facts.remote(),
        facts.openedAt(),
        outbound.lanes(),
        sent.get(),
        sentBytes.get(),
        outbound.dropped(),
        outbound.bufferedBytes(),
        late < 0 ? null : late / 1e6);
  }
}
