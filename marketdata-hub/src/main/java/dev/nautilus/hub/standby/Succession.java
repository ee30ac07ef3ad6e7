package dev.nautilus.hub.standby;

import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.lead.LeadersPart;
import dev.nautilus.hub.lead.Lease;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Takes the lead and gives it up: starts the leader's parts in the order of their phases, and
/// stops them in the opposite one.
///
/// What this hub held as a leader is forgotten when it loses the lead: the next leader may give new
/// versions to the same things. As a follower it learns them from the bus.
///
/// **Threads** Parts are started and stopped by one thread, so a step down never overtakes a start;
/// another looks at the lease at every beat, because a process that was stopped and goes on must
/// notice by itself.
final class Succession implements SmartLifecycle {
  private static final Duration BEAT = Duration.ofMillis(50);
  private static final int BEATS_TO_A_NAME = 20;
  private static final Logger log = LoggerFactory.getLogger(Succession.class);

  private final Lease lease;
  private final Supplier<List<LeadersPart>> parts;
  private final Desk desk;
  private final LeaderBoard board;
  private final Supplier<String> name;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("hub-succession").factory());
  private final AtomicLong changes = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;
  private boolean begun;
  private boolean boardAway;

  /// @param parts what only the leader runs
  /// @param name of this hub, for people
  Succession(
      Lease lease,
      Supplier<List<LeadersPart>> parts,
      Desk desk,
      LeaderBoard board,
      Supplier<String> name) {
    this.lease = lease;
    this.parts = parts;
    this.desk = desk;
    this.board = board;
    this.name = name;
  }

  /// How often the lead was taken or lost here.
  long changes() {
    return changes.get();
  }

  /// The lock is ours. Returns at once.
  ///
  /// @param end when the lease is over, in the ticker's nanoseconds
  void lead(long end) {
    lease.begin(end);
    changes.incrementAndGet();
    thread.execute(this::begin);
  }

  /// The lock is not ours any more. Vendors are not called from now on; the rest follows.
  void stepDown() {
    if (lease.isLeading()) {
      lease.end();
      changes.incrementAndGet();
      thread.execute(this::finish);
    }
  }

  private void begin() {
    if (begun || !lease.isHeld()) {
      return;
    }
    begun = true;
    lease.leadBy(name.get());
    log.info("This hub leads now");
    sorted().forEach(this::start);
  }

  private void start(LeadersPart part) {
    try {
      part.start();
    } catch (RuntimeException e) {
      // A part that cannot start says so in the health; the others are worth having.
      log.error("{} could not start", part.getClass().getSimpleName(), e);
    }
  }

  private void finish() {
    if (!begun) {
      lease.standBy();
      return;
    }
    begun = false;
    log.warn("This hub does not lead any more and stands by");
    lease.leadBy("");
    for (LeadersPart part : sorted().reversed()) {
      try {
        part.stop();
      } catch (RuntimeException e) {
        log.error("{} could not stop", part.getClass().getSimpleName(), e);
      }
    }
    desk.forget();
    lease.standBy();
  }

  private List<LeadersPart> sorted() {
    return parts.get().stream().sorted(Comparator.comparingInt(LeadersPart::getPhase)).toList();
  }

  private void watch() {
    int beat = 0;
    try {
      while (!stopped.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        if (lease.isLeading() && !lease.isHeld()) {
          log.warn("The lease is over");
          stepDown();
        }
        if (beat++ % BEATS_TO_A_NAME == 0) {
          Thread.ofVirtual().name("hub-leading").start(this::name);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void name() {
    try {
      if (lease.isHeld()) {
        board.write(name.get());
      } else {
        lease.leadBy(board.read());
      }
      boardAway = false;
    } catch (RuntimeException e) {
      if (!boardAway) {
        boardAway = true;
        log.warn("Who leads cannot be read or written at the moment: {}", e.toString());
      }
    }
  }

  /// After whatever every hub runs, so that the election begins when the hub can lead.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 2000;
  }

  @Override
  public void start() {
    running = true;
    var _ = Thread.ofPlatform().daemon().name("hub-lease").start(this::watch);
  }

  @Override
  public void stop() {
    running = false;
    stepDown();
    stopped.countDown();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("The leader's parts took too long to stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
