package dev.nautilus.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// One contender through one scenario: subscribe, warm up, measure, drain, count.
final class Course {
  private static final int CHECK_EVERY = 64;
  private static final long BRIEFLY = 20_000;
  private static final long DRAIN_NANOS = 20_000_000_000L;
  private static final long LONGEST = 120_000_000_000L;
  private static final long STALL_NANOS = 400_000_000L;
  private static final int PAYLOADS = 10_000;

  private final Contender contender;
  private final Plan plan;
  private final ServerCpu cpu;
  private final LongSupplier nanos = System::nanoTime;
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<Ledger> ledgers = new ArrayList<>();
  private final Histogram senderLate = new Histogram(LONGEST, 3);
  private final @Nullable Object[] sink = new Object[1];
  private long sent;

  /// @param candidate who runs
  /// @param scenario in what
  /// @param warmupSeconds before anything counts
  /// @param seconds how long is measured
  record Plan(Candidate candidate, Scenario scenario, double warmupSeconds, double seconds) {}

  /// What the counters said at one instant.
  private record Mark(
      long nanos,
      long sent,
      long confirmed,
      long deliveries,
      double cpuSeconds,
      double jvmCpuSeconds,
      long allocatedBytes) {}

  Course(Contender contender, Plan plan, ServerCpu cpu) {
    this.contender = contender;
    this.plan = plan;
    this.cpu = cpu;
  }

  Outcome run() {
    for (int i = 0; i < plan.scenario().subscribers(); i++) {
      Ledger ledger = new Ledger(nanos);
      contender.subscribe(i, ledger);
      ledgers.add(ledger);
    }
    double payloadBytes = payloadBytes();
    double untilStall = plan.warmupSeconds() / 3;
    Mark from;
    Mark to;
    if (plan.scenario().rate() == 0) {
      sendAtFullSpeed(untilStall);
      stallOne();
      sendAtFullSpeed(plan.warmupSeconds() - untilStall);
      from = mark();
      sendAtFullSpeed(plan.seconds());
      to = mark();
    } else {
      Pace pace =
          Pace.of(nanos.getAsLong(), plan.scenario().rate(), plan.warmupSeconds(), plan.seconds());
      ledgers.forEach(ledger -> ledger.measure(pace));
      sendAtPace(pace, pace.firstMeasured() / 3);
      stallOne();
      sendAtPace(pace, pace.firstMeasured() - 1);
      from = mark();
      sendAtPace(pace, pace.lastMeasured());
      to = mark();
    }
    contender.flush();
    drain();
    return outcome(from, to, payloadBytes);
  }

  /// Bytes the harness allocates for one message before the client sees it. Kept where they can be
  /// seen, or the JIT compiler would make none.
  private double payloadBytes() {
    sink[0] = contender.payload(0); // loads classes, which would be counted otherwise
    long from = threads.getCurrentThreadAllocatedBytes();
    for (int i = 1; i <= PAYLOADS; i++) {
      sink[0] = contender.payload(i);
    }
    return Math.round((threads.getCurrentThreadAllocatedBytes() - from) / (double) PAYLOADS);
  }

  /// One handler stops once for 400 ms, under load and before anything is measured: nothing may be
  /// lost, doubled or out of order because of it, and the latencies of all others stay theirs.
  private void stallOne() {
    if (!ledgers.isEmpty()) {
      ledgers.getFirst().stallOnce(STALL_NANOS);
    }
  }

  private void sendAtFullSpeed(double seconds) {
    long end = nanos.getAsLong() + Math.round(seconds * 1e9);
    while (nanos.getAsLong() < end) {
      if (sent - slowest() > plan.candidate().window() - CHECK_EVERY) {
        contender.flush();
        LockSupport.parkNanos(BRIEFLY);
      } else {
        for (int i = 0; i < CHECK_EVERY; i++) {
          contender.send(++sent);
        }
      }
    }
  }

  private void sendAtPace(Pace pace, long last) {
    while (sent < last) {
      long due = Math.min(pace.due(nanos.getAsLong()), last);
      boolean blocked = false;
      boolean any = false;
      while (sent < due && !blocked) {
        contender.send(++sent);
        any = true;
        if (pace.measures(sent)) {
          long late = nanos.getAsLong() - pace.intendedNanos(sent);
          senderLate.recordValue(Math.clamp(late, 0, LONGEST));
        }
        blocked = sent % CHECK_EVERY == 0 && sent - slowest() > plan.candidate().window();
      }
      if (any) {
        contender.flush();
      }
      while (blocked && sent - slowest() > plan.candidate().window()) {
        LockSupport.parkNanos(BRIEFLY);
      }
      long wait = pace.intendedNanos(sent + 1) - nanos.getAsLong();
      if (wait > 0 && sent < last) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  /// How far the slowest is who must have a message before it counts.
  private long slowest() {
    if (ledgers.isEmpty()) {
      return contender.confirmed() + contender.failures();
    }
    long slowest = Long.MAX_VALUE;
    for (Ledger ledger : ledgers) {
      slowest = Math.min(slowest, ledger.delivered());
    }
    return slowest;
  }

  private Mark mark() {
    long deliveries = ledgers.stream().mapToLong(Ledger::delivered).sum();
    return new Mark(
        nanos.getAsLong(),
        sent,
        contender.confirmed(),
        deliveries,
        cpu.seconds(),
        process.getProcessCpuTime() / 1e9,
        threads.getTotalThreadAllocatedBytes());
  }

  private void drain() {
    long limit = nanos.getAsLong() + DRAIN_NANOS;
    while (nanos.getAsLong() < limit
        && (slowest() < sent || contender.confirmed() + contender.failures() < sent)) {
      LockSupport.parkNanos(1_000_000);
    }
    // What comes twice comes late.
    LockSupport.parkNanos(200_000_000);
  }

  private Outcome outcome(Mark from, Mark to, double payloadBytes) {
    boolean listened = !ledgers.isEmpty();
    long deliveries =
        listened ? to.deliveries() - from.deliveries() : to.confirmed() - from.confirmed();
    long unconfirmed = sent - contender.confirmed();
    return new Outcome(
        plan.candidate(),
        plan.scenario(),
        (to.nanos() - from.nanos()) / 1e9,
        listened ? (double) deliveries / ledgers.size() : deliveries,
        deliveries,
        to.cpuSeconds() - from.cpuSeconds(),
        to.jvmCpuSeconds() - from.jvmCpuSeconds(),
        to.allocatedBytes() - from.allocatedBytes(),
        Math.round(payloadBytes * (to.sent() - from.sent())),
        ledgers.stream().mapToLong(ledger -> ledger.lost(sent)).sum(),
        ledgers.stream().mapToLong(Ledger::doubled).sum(),
        ledgers.stream().mapToLong(Ledger::outOfOrder).sum(),
        Math.max(contender.failures(), unconfirmed),
        ledgers.stream().mapToInt(Ledger::stalls).sum(),
        plan.scenario().rate() == 0 ? 0 : senderLate.getValueAtPercentile(99),
        plan.scenario().rate() == 0 ? null : latency());
  }

  private String latency() {
    Histogram all = new Histogram(LONGEST, 3);
    ledgers.forEach(ledger -> all.add(ledger.latency()));
    return encoded(all);
  }

  static String encoded(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
