package dev.nautilus.fleet;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusServer;
import dev.nautilus.hub.HubApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import redis.embedded.core.ExecutableProvider;

/// A fleet: in this process, or with each engine in one of its own. [#start] brings it up and
/// returns when it is ready; [#close] may come from any thread and at any time, a start in progress
/// included, and stops everything in the reverse order of starting. Idempotent.
final class Fleet implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Fleet.class);
  private static final long STOP_WITHIN_SECONDS = 30;

  private final FleetPlan plan;
  private final Progress progress;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final Map<String, EngineProcess> processes = new ConcurrentSkipListMap<>();

  /// So many processes come up at once: more would only take the processors from each other.
  private final Semaphore starting =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));

  private volatile Runnable changed = () -> {};
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// One service, from the moment somebody began to start it.
  private record Part(String name, CompletableFuture<AutoCloseable> service) {}

  Fleet(FleetPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  FleetPlan plan() {
    return plan;
  }

  /// The engines that are processes of their own, by name; a live view.
  Map<String, EngineProcess> processes() {
    return Collections.unmodifiableMap(processes);
  }

  /// @param listener called when an engine's process is another one than before
  void onChange(Runnable listener) {
    changed = listener;
  }

  /// @throws FleetException when something cannot start or is not ready in time; whatever did start
  ///   is stopped then
  void start() {
    try {
      refuseTakenPorts();
      await(startFoundations());
      Partitions.settle(plan, System::getenv);
      await(startServices());
      new Readiness(plan, progress, closing).await();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Waits until somebody closed the fleet.
  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    boolean first;
    List<Part> toStop;
    synchronized (parts) {
      first = closing.getCount() > 0;
      closing.countDown();
      toStop = List.copyOf(parts);
    }
    if (first) {
      // All at once: each has work to finish, and none waits for another.
      processes.values().forEach(EngineProcess::ask);
      toStop.forEach(Fleet::stop);
      closed.countDown();
    } else {
      awaitOther();
    }
  }

  private void refuseTakenPorts() {
    List<String> taken = plan.ports().taken(plan.portsNeeded());
    if (!taken.isEmpty()) {
      throw new FleetException(
          ExitCode.PORT_TAKEN,
          "These ports are in use by another program: "
              + String.join(", ", taken)
              + ".\nStop it (`ss -ltnp` shows who it is; `./nautilus down` if it is an older fleet)"
              + ", or use the Redises that run on 6379, 6380 and 6381 with --external-redis.");
    }
  }

  /// Redises and simulator need nobody, so they start side by side.
  private List<Part> startFoundations() {
    List<Part> started = new ArrayList<>();
    if (plan.externalRedis()) {
      checkExternalRedis();
    } else {
      Path binary = redisBinary();
      for (RedisRole role : RedisRole.values()) {
        started.add(launch(role.label(), () -> startRedis(role, binary)));
      }
    }
    if (plan.isSimulated()) {
      started.add(launch("simulator", () -> SimulatedVendors.start(plan.ports())));
    }
    return started;
  }

  /// Engines wait for the hub by themselves, so they need not start after it.
  private List<Part> startServices() {
    List<Part> started = new ArrayList<>();
    started.add(launch(FleetPorts.HUB, () -> HubApplication.run(plan.hubArguments())));
    for (EngineService engine : EngineService.all()) {
      started.add(launch(engine.name(), () -> startEngine(engine)));
    }
    return started;
  }

  private AutoCloseable startEngine(EngineService engine) throws InterruptedException {
    if (!plan.isIsolated()) {
      return engine.start(plan);
    }
    starting.acquire();
    try {
      EngineProcess process =
          EngineProcess.start(engine, plan, what -> changed(engine.name(), what), closing);
      processes.put(engine.name(), process);
      return process;
    } finally {
      starting.release();
    }
  }

  private void changed(String engine, String what) {
    progress.line(engine, what);
    changed.run();
  }

  private Part launch(String name, Callable<? extends AutoCloseable> starter) {
    Part part = new Part(name, new CompletableFuture<>());
    synchronized (parts) {
      if (closing.getCount() == 0) {
        throw new FleetException(ExitCode.FAILED, "stopped while starting");
      }
      parts.push(part);
    }
    Thread.ofPlatform().name(name).start(() -> run(part, starter));
    return part;
  }

  private void run(Part part, Callable<? extends AutoCloseable> starter) {
    MDC.put("service", part.name());
    try {
      part.service().complete(starter.call());
      Integer port = plan.ports().byName().get(part.name());
      progress.line(part.name(), port == null ? "started" : "started, port " + port);
    } catch (FleetException e) {
      part.service().completeExceptionally(e);
    } catch (Exception | LinkageError e) {
      log.error("{} cannot be started", part.name(), e);
      part.service()
          .completeExceptionally(
              new FleetException(
                  ExitCode.FAILED,
                  part.name() + " cannot be started: " + e + "; the log says more",
                  e));
    }
  }

  private static void await(List<Part> started) {
    for (Part part : started) {
      try {
        part.service().join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof FleetException known ? known : e;
      }
    }
  }

  private RedisServer startRedis(RedisRole role, Path binary) {
    RunFolder run = plan.run();
    return RedisServer.start(
        role,
        binary,
        plan.ports().of(role),
        run.redis(role, plan.mode()),
        run.logs().resolve(role.label() + ".log"));
  }

  private Path redisBinary() {
    try {
      return ExecutableProvider.newJarResourceProvider(plan.run().binaries().toFile())
          .get()
          .toPath();
    } catch (IOException e) {
      throw new FleetException(
          ExitCode.FAILED, "no redis-server could be unpacked: " + e.getMessage(), e);
    }
  }

  private void checkExternalRedis() {
    for (RedisRole role : RedisRole.values()) {
      if (role != RedisRole.MAIN || plan.needsMain()) {
        checkExternalRedis(role);
      }
    }
  }

  private void checkExternalRedis(RedisRole role) {
    if (role == RedisRole.MAIN || plan.ports().elsewhere().isEmpty()) {
      if (!RedisServer.answers(plan.ports().of(role))) {
        throw new FleetException(
            ExitCode.FAILED,
            "--external-redis: no Redis answers PING on port %d (%s)"
                .formatted(plan.ports().of(role), role.label()));
      }
      return;
    }
    try (BusServer server = BusServer.at(plan.busAddress(role))) {
      var _ = server.look();
    } catch (BusException e) {
      throw new FleetException(
          ExitCode.FAILED,
          "--external-redis: %s does not answer: %s".formatted(role.label(), e.getMessage()),
          e);
    }
  }

  private static void stop(Part part) {
    try {
      part.service().get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS).close();
      log.info("{} stopped", part.name());
    } catch (ExecutionException neverStarted) {
      log.debug("{} had not started", part.name());
    } catch (TimeoutException e) {
      log.warn("{} was still starting after {} s; left alone", part.name(), STOP_WITHIN_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("{} did not stop cleanly", part.name(), e);
    }
  }

  private void awaitOther() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
