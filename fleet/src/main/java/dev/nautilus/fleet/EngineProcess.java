package dev.nautilus.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An engine that is a process of its own, and is kept running: when it ends and nobody has asked
/// it to, it is started again after a pause ([RestartPause]), and that is counted.
///
/// **Threads** One of its own waits for the process to end; the methods may be called from any.
final class EngineProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineProcess.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 100;

  private final String name;
  private final List<String> command;
  private final RunFolder run;
  private final Consumer<String> told;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Process process;
  private volatile int restarts;

  private EngineProcess(EngineService engine, FleetPlan plan, Consumer<String> told) {
    this.name = engine.name();
    this.command = EngineCommand.of(engine, plan);
    this.run = plan.run();
    this.told = told;
    this.process = spawn();
  }

  /// Starts it and waits until it answers; it need not be ready yet.
  ///
  /// @param told what happens to it later on, in words; called on a thread of its own
  /// @param givenUp ends the waiting when it opens
  /// @throws FleetException when it ends instead, or takes too long
  static EngineProcess start(
      EngineService engine, FleetPlan plan, Consumer<String> told, CountDownLatch givenUp) {
    EngineProcess started = new EngineProcess(engine, plan, told);
    try {
      started.awaitAnswer(plan.httpUrl(engine.name()) + "/api/v1/status", plan, givenUp);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    Thread.ofVirtual().name("keeper-" + started.name).start(started::keep);
    return started;
  }

  /// Id of the process that runs now, or ran last.
  long pid() {
    return process.pid();
  }

  /// How often it was started again.
  int restarts() {
    return restarts;
  }

  /// Asks it to stop without waiting for it; from now on it is not started again.
  synchronized void ask() {
    closing.countDown();
    process.destroy();
  }

  @Override
  public void close() {
    ask();
    try {
      if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{} did not stop within {} and is killed", name, STOP_WITHIN);
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidFile() {
    return run.engines().resolve(name + ".pid");
  }

  private Process spawn() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(run.logs().resolve(name + ".out").toFile()))
              .start();
      Files.writeString(pidFile(), Long.toString(started.pid()));
      return started;
    } catch (IOException e) {
      throw new FleetException(ExitCode.FAILED, name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private void awaitAnswer(String url, FleetPlan plan, CountDownLatch givenUp) {
    long looks = plan.readyWithin().toMillis() / LOOK_EVERY_MILLIS;
    try (Probe probe = new Probe()) {
      for (long look = 0; look < looks; look++) {
        if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new FleetException(
              ExitCode.FAILED,
              "%s ended while starting, with exit code %d; %s.out and %s.log in %s say why"
                  .formatted(name, process.exitValue(), name, name, run.logs()));
        }
        if (givenUp.getCount() == 0) {
          throw new FleetException(ExitCode.FAILED, "stopped while starting");
        }
        if (probe.get(url).isOk()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FleetException(ExitCode.FAILED, "interrupted while starting " + name, e);
    }
    throw new FleetException(
        ExitCode.NOT_READY, "%s does not answer on %s; see its log".formatted(name, url));
  }

  private void keep() {
    RestartPause pauses = new RestartPause();
    try {
      while (closing.getCount() > 0) {
        long since = System.nanoTime();
        int exitCode = process.waitFor();
        Duration pause = pauses.after(Duration.ofNanos(System.nanoTime() - since));
        if (closing.getCount() > 0) {
          log.warn("{} ended by itself with exit code {}", name, exitCode);
          told.accept(
              "ended with exit code %d; starts again in %d s"
                  .formatted(exitCode, pause.toSeconds()));
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One that cannot be started counts as one that ended at once: the next pause is longer.
  private void startAgain() {
    synchronized (this) {
      if (closing.getCount() == 0) {
        return;
      }
      restarts++;
      try {
        process = spawn();
      } catch (FleetException e) {
        log.error("{}", e.getMessage(), e);
        return;
      }
    }
    told.accept("started again, %d times by now".formatted(restarts));
  }
}
