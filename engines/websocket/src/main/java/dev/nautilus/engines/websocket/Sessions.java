package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.CloseCode;
import dev.nautilus.engines.websocket.method.Outbound;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// All open sessions, and what they have done together. Safe for many threads.
final class Sessions {
  /// Rows of one message; more only make it longer, not faster.
  private static final int ROWS = 64;

  private static final long LONGEST_LAG = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 2;
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final WebsocketProperties properties;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private final AtomicInteger places = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong terminated = new AtomicLong();
  private final AtomicLong sentBefore = new AtomicLong();
  private final AtomicLong droppedBefore = new AtomicLong();
  private final AtomicLong badRequests = new AtomicLong();
  private final Recorder lags = new Recorder(LONGEST_LAG, DIGITS);

  Sessions(WebsocketProperties properties, InstantSource clock, LongSupplier ticker) {
    this.properties = properties;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// Totals since the start, and the lags since they were asked for last.
  ///
  /// @param sessions open now
  /// @param subscriptions of them
  /// @param sent messages sent
  /// @param dropped updates that slow sessions did not get
  /// @param terminated sessions ended because they were too slow
  /// @param refused sessions that found no room
  /// @param badRequests requests that could not be done
  /// @param lags from arrival to departure, nanoseconds
  record Totals(
      int sessions,
      long subscriptions,
      long sent,
      long dropped,
      long terminated,
      long refused,
      long badRequests,
      Histogram lags) {}

  /// Opens a session.
  ///
  /// @return empty when there is no room; the caller closes the socket
  Optional<Session> open(Caller caller, String remote, Wire wire) {
    if (places.incrementAndGet() > properties.maxSessions()) {
      places.decrementAndGet();
      refused.incrementAndGet();
      return Optional.empty();
    }
    String id = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    SessionFacts facts =
        new SessionFacts(
            id,
            caller,
            remote,
            clock.instant(),
            ticker.getAsLong(),
            caller.equals(Caller.ANYBODY)
                ? Long.MAX_VALUE
                : properties.access().tokenTtl().toNanos(),
            properties.ping().toNanos(),
            properties.opsPerSecond(),
            ticker);
    Outbound outbound =
        new Outbound(
            new Outbound.Limits(
                id,
                properties.sendTimeLimit(),
                properties.bufferLimit().toBytes(),
                properties.overflow(),
                ROWS));
    Session session = new Session(facts, wire, outbound, this::ended, this::late);
    open.put(id, session);
    session.start();
    return Optional.of(session);
  }

  private void ended(Session session, CloseCode code) {
    if (open.remove(session.facts().id()) != null) {
      places.decrementAndGet();
      sentBefore.addAndGet(session.sent());
      droppedBefore.addAndGet(session.dropped());
      if (code == CloseCode.NOT_RELIABLE) {
        terminated.incrementAndGet();
      }
    }
  }

  private void late(long nanos) {
    lags.recordValue(Math.min(nanos, LONGEST_LAG));
  }

  /// A request could not be done.
  void noteBadRequest() {
    badRequests.incrementAndGet();
  }

  /// A session was turned away at the door.
  void noteRefusal() {
    refused.incrementAndGet();
  }

  Optional<Session> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /// Open sessions, the oldest first.
  List<SessionView> views() {
    return open.values().stream()
        .map(Session::view)
        .sorted(Comparator.comparing(SessionView::openedAt).thenComparing(SessionView::id))
        .toList();
  }

  int count() {
    return open.size();
  }

  Totals totals() {
    List<Session> all = List.copyOf(open.values());
    return new Totals(
        all.size(),
        all.stream().mapToLong(Session::lanes).sum(),
        sentBefore.get() + all.stream().mapToLong(Session::sent).sum(),
        droppedBefore.get() + all.stream().mapToLong(Session::dropped).sum(),
        terminated.get(),
        refused.get(),
        badRequests.get(),
        lags.getIntervalHistogram());
  }

  /// Ends those that are too slow, gone silent, or whose time is over.
  void sweep() {
    open.values().forEach(Session::check);
  }

  /// Ends all, at the same time, and waits a moment until they were told.
  void closeAll() throws InterruptedException {
    List<Thread> goodbyes = new ArrayList<>();
    for (Session session : open.values()) {
      goodbyes.add(
          Thread.ofVirtual()
              .start(() -> session.closeNow(CloseCode.GOING_AWAY, "the gateway stops")));
    }
    long until = ticker.getAsLong() + GOODBYE.toNanos();
    for (Thread goodbye : goodbyes) {
      long left = until - ticker.getAsLong();
      if (left > 0) {
        goodbye.join(Duration.ofNanos(left));
      }
    }
  }
}
