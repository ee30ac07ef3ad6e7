package dev.nautilus.bench.load;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.RiskAlert;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The process that measures the express lane: alerts to an idle engine; then the engine stops, a
/// backlog gathers, the engine starts again, alerts go out while it works that off, and some more
/// when it is idle again.
public final class ExpressMain {
  /// Alerts a second: enough for a p99 in seconds, far from being a load.
  private static final int RATE = 500;

  private static final int WINDOW = 1 << 15;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(300);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// Once so much is done, the engine's start is over.
  private static final double UNDER_WAY = 0.02;

  private final Task task;
  private final DualBusClient publisher;
  private final AtomicLong confirmed = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private long lost;
  private long doubled;
  private long outOfOrder;

  /// The command line for [#main].
  ///
  /// @param port of the server of both buses, on loopback
  /// @param durable whether it was started so
  /// @param backlog how many messages wait
  /// @param warmupSeconds before the idle engine is measured
  /// @param seconds how long the idle engine is measured
  /// @param outcome file the [ExpressOutcome] is written to, as JSON
  public record Task(
      int port, boolean durable, long backlog, double warmupSeconds, double seconds, Path outcome) {
    /// As words.
    public List<String> words() {
      return List.of(
          Integer.toString(port),
          Boolean.toString(durable),
          Long.toString(backlog),
          Double.toString(warmupSeconds),
          Double.toString(seconds),
          outcome.toString());
    }

    static Task of(String[] words) {
      return new Task(
          Integer.parseInt(words[0]),
          Boolean.parseBoolean(words[1]),
          Long.parseLong(words[2]),
          Double.parseDouble(words[3]),
          Double.parseDouble(words[4]),
          Path.of(words[5]));
    }
  }

  private ExpressMain(Task task, DualBusClient publisher) {
    this.task = task;
    this.publisher = publisher;
  }

  /// Measures once and writes the outcome.
  public static void main(String[] args) {
    try {
      Task task = Task.of(args);
      String url = "redis://" + Contender.HOST + ":" + task.port();
      try (DualBusClient publisher =
          DualBusClient.builder(new EngineType("bench-publisher"), "bench")
              .marketData(url)
              .engineLogic(url)
              .build()) {
        JsonMapper.shared()
            .writeValue(task.outcome().toFile(), new ExpressMain(task, publisher).run());
      }
    } catch (RuntimeException e) {
      LoadMain.fail(e);
    }
    System.exit(0);
  }

  private ExpressOutcome run() {
    Histogram idle;
    try (ExpressEngine engine = ExpressEngine.start(task.port())) {
      idle = idle(engine.inbox());
    }
    publishBacklog(null, task.backlog());
    try (ExpressEngine engine = ExpressEngine.start(task.port())) {
      return draining(engine.inbox(), idle);
    }
  }

  private Histogram idle(ExpressEngine.Inbox inbox) {
    awaitEngine(inbox);
    // Both paths hot, so that the second engine does not profit from what the first one had not.
    long warmBacklog = Math.round(task.warmupSeconds() * WINDOW);
    publishBacklog(inbox, warmBacklog);
    int warm = publishAlerts(inbox, 1, false, seconds(task.warmupSeconds()));
    awaitAll(inbox, warm, warmBacklog);
    inbox.takeLatency();
    int last = publishAlerts(inbox, warm + 1, true, seconds(task.seconds()));
    awaitAll(inbox, last, warmBacklog);
    count(inbox, last, warmBacklog);
    return inbox.takeLatency();
  }

  private ExpressOutcome draining(ExpressEngine.Inbox inbox, Histogram idle) {
    long before = Math.round(task.backlog() * UNDER_WAY);
    await(() -> inbox.backlog().delivered() >= before, "the backlog to be under way");
    long from = System.nanoTime();
    long done = inbox.backlog().delivered();
    int last = publishAlerts(inbox, 1, true, () -> inbox.backlog().delivered() < task.backlog());
    double drainSeconds = (System.nanoTime() - from) / 1e9;
    awaitAll(inbox, last, task.backlog());
    if (done >= task.backlog()) {
      throw new IllegalStateException("the backlog was gone before an alert could be sent");
    }
    Histogram draining = inbox.takeLatency();
    last = publishAlerts(inbox, last + 1, true, seconds(task.seconds()));
    awaitAll(inbox, last, task.backlog());
    count(inbox, last, task.backlog());
    return new ExpressOutcome(
        task.durable(),
        task.backlog(),
        drainSeconds,
        Course.encoded(quicker(idle, inbox.takeLatency())),
        Course.encoded(draining),
        lost + failures.get(),
        doubled,
        outOfOrder);
  }

  /// A pause of the machine while the engine was idle must not make the backlog look harmless.
  private static Histogram quicker(Histogram one, Histogram other) {
    return one.getValueAtPercentile(99) <= other.getValueAtPercentile(99) ? one : other;
  }

  /// A new group starts at the end of the stream: nothing counts before it is there.
  private void awaitEngine(ExpressEngine.Inbox inbox) {
    await(
        () -> {
          publisher.publish(MessageType.RISK_ALERT, alert(0));
          LockSupport.parkNanos(50_000_000);
          return inbox.probes() > 0;
        },
        "the engine to hear its first alert");
  }

  /// @param inbox of who takes them; null when nobody does yet
  private void publishBacklog(ExpressEngine.@Nullable Inbox inbox, long count) {
    long base = confirmed.get() + failures.get();
    for (long sequence = 1; sequence <= count; sequence++) {
      publisher
          .publish(ExpressEngine.BACKLOG, Payload.quote(sequence), Priority.NORMAL)
          .whenComplete((published, failure) -> counted(failure));
      while (sequence - taken(inbox, base) > WINDOW) {
        LockSupport.parkNanos(50_000);
      }
    }
    await(() -> confirmed.get() + failures.get() - base >= count, "the backlog to be confirmed");
  }

  private long taken(ExpressEngine.@Nullable Inbox inbox, long base) {
    return inbox == null ? confirmed.get() + failures.get() - base : inbox.backlog().delivered();
  }

  private void counted(@Nullable Throwable failure) {
    (failure == null ? confirmed : failures).incrementAndGet();
  }

  private int publishAlerts(
      ExpressEngine.Inbox inbox, int first, boolean measured, BooleanSupplier goesOn) {
    Pace pace = Pace.of(System.nanoTime(), RATE, 0, 1);
    long limit = System.nanoTime() + LIMIT_NANOS;
    int sequence = first;
    while (goesOn.getAsBoolean() && System.nanoTime() - limit < 0) {
      if (measured) {
        inbox.publishing(sequence);
      }
      publisher
          .publish(MessageType.RISK_ALERT, alert(sequence))
          .whenComplete(
              (published, failure) -> {
                if (failure != null) {
                  failures.incrementAndGet();
                }
              });
      sequence++;
      long wait = pace.intendedNanos(sequence - first + 1) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
    return sequence - 1;
  }

  private static RiskAlert alert(int sequence) {
    return new RiskAlert("BENCH", sequence);
  }

  private static BooleanSupplier seconds(double seconds) {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    return () -> System.nanoTime() - end < 0;
  }

  private void awaitAll(ExpressEngine.Inbox inbox, long alerts, long backlog) {
    // What is lost never comes: it is counted and ends nothing.
    long limit = System.nanoTime() + DRAIN_NANOS;
    while ((inbox.alerts().delivered() < alerts || inbox.backlog().delivered() < backlog)
        && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(2_000_000);
    }
    // What comes twice comes late.
    LockSupport.parkNanos(500_000_000);
  }

  private void count(ExpressEngine.Inbox inbox, long alerts, long backlog) {
    lost += inbox.alerts().lost(alerts) + inbox.backlog().lost(backlog);
    doubled += inbox.alerts().doubled() + inbox.backlog().doubled();
    outOfOrder += inbox.alerts().outOfOrder() + inbox.backlog().outOfOrder();
  }

  private static void await(BooleanSupplier condition, String what) {
    long limit = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException("waited too long for " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
