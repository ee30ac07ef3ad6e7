package dev.nautilus.hub.lookout;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.hub.HubMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at the Redises from time to time, on two threads of its own: how they are, and who is
/// behind and what was given up, which may wait long for a node that is gone. Three connections to
/// either bus; one to main while something is carried there.
final class RedisLookout implements SmartLifecycle {
  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(RedisLookout.class);

  private final List<RedisSight> servers;
  private final List<GroupSight> readers;
  private final MultiGauge owed;
  private final MultiGauge letters;
  private final Duration every;
  private volatile boolean running;
  private List<Thread> threads = List.of();

  /// Where the Redises are.
  ///
  /// @param main empty while nothing is carried to or from it
  record Addresses(
      BusAddress marketData, BusAddress engineLogic, Supplier<Optional<BusAddress>> main) {}

  /// @param every time from one look to the next
  RedisLookout(Addresses where, MeterRegistry registry, Duration every) {
    servers =
        List.of(
            new ServerSight("main", where.main()),
            RedisSight.of("market_data", where.marketData()),
            RedisSight.of("engine_logic", where.engineLogic()));
    readers =
        List.of(
            new GroupSight("market_data", where.marketData()),
            new GroupSight("engine_logic", where.engineLogic()));
    this.every = every;
    servers.forEach(each -> each.bindTo(registry));
    owed = GroupSight.gauge(HubMeter.GROUP_OWED, registry);
    letters = GroupSight.gauge(HubMeter.DEAD_LETTERS, registry);
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      threads =
          List.of(
              again("lookout", this::lookAtServers, () -> servers.forEach(RedisSight::close)),
              again(
                  "lookout-readers",
                  this::lookAtReaders,
                  () -> readers.forEach(GroupSight::close)));
    }
  }

  private Thread again(String name, Runnable look, Runnable end) {
    return Thread.ofVirtual().name(name).start(() -> run(look, end));
  }

  private void run(Runnable look, Runnable end) {
    while (running) {
      try {
        look.run();
      } catch (RuntimeException e) {
        log.warn("A look at the Redises failed; the next is in {}", every, e);
      }
      if (running) {
        LockSupport.parkNanos(every.toNanos());
      }
    }
    end.run();
  }

  private void lookAtServers() {
    servers.forEach(RedisSight::look);
  }

  private void lookAtReaders() {
    readers.forEach(GroupSight::look);
    owed.register(rows(GroupSight::owedRows), true);
    letters.register(rows(GroupSight::deadRows), true);
  }

  private List<MultiGauge.Row<?>> rows(Function<GroupSight, List<MultiGauge.Row<?>>> of) {
    return readers.stream().flatMap(each -> of.apply(each).stream()).toList();
  }

  @Override
  public synchronized void stop() {
    running = false;
    threads.forEach(LockSupport::unpark);
    try {
      for (Thread looking : threads) {
        looking.join(ENDING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads = List.of();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
