package dev.nautilus.bench.scale;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.scale.ScaleWorker.Task;
import dev.nautilus.bus.Bus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// One publisher and the engines that hear it, each a process of its own. Confined to one thread.
final class Crew implements AutoCloseable {
  /// The same for every process.
  static final List<String> JVM =
      List.of(
          "-Xms96m",
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
  private static final int TAIL = 2_000;
  private static final long MOST_WARMUP_NANOS = TimeUnit.SECONDS.toNanos(90);
  private static final double WARMUP_STEP_SECONDS = 0.25;
  private static final long RELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final List<Hand> engines = new ArrayList<>();
  private final Hand publisher;

  /// One process.
  private static final class Hand implements AutoCloseable {
    private final Path errors;
    private final Process process;
    private final PrintStream input;
    private final Thread onInterrupt;
    private volatile long count = -1;
    private volatile long faults;

    Hand(Task task) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JVM);
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), ScaleWorker.class.getName()));
      command.addAll(task.words());
      try {
        errors = Files.createTempFile("nautilus-bench-", ".err");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      } catch (IOException e) {
        throw new BenchException("a process to measure cannot be started", e);
      }
      onInterrupt = Thread.ofPlatform().unstarted(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      input = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
      Thread.ofPlatform().daemon().name("hand-" + task.index()).start(this::read);
    }

    private void read() {
      try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          int space = line.indexOf(' ');
          if (space > 0 && Character.isDigit(line.charAt(0))) {
            faults = Long.parseLong(line.substring(space + 1));
            count = Long.parseLong(line.substring(0, space));
          }
        }
      } catch (IOException | NumberFormatException e) {
        count = -1;
      }
    }

    /// The end of what it said about itself.
    private String said() {
      try {
        String text = Files.readString(errors, StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - TAIL));
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      }
    }

    double cpuSeconds() {
      return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    @Override
    public void close() {
      input.close();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(errors);
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      } catch (IllegalStateException e) {
        // Already shutting down: the hook does its part.
      }
    }
  }

  /// How far everybody is.
  ///
  /// @param sent messages confirmed to the publisher
  /// @param delivered to all engines together
  /// @param publisherCpu seconds
  /// @param enginesCpu seconds, all together
  record Sight(long sent, long delivered, double publisherCpu, double enginesCpu) {}

  /// Starts the engines, waits until they hear, then starts the publisher.
  Crew(Bus bus, String url, int partitions, int size) {
    try {
      for (int i = 1; i <= size; i++) {
        engines.add(new Hand(new Task(i, bus, url, partitions)));
      }
      for (Hand engine : engines) {
        awaitFirstWord(engine);
      }
      publisher = new Hand(new Task(0, bus, url, partitions));
    } catch (RuntimeException e) {
      engines.forEach(Hand::close);
      throw e;
    }
  }

  private static void awaitFirstWord(Hand hand) {
    long limit = System.nanoTime() + PATIENCE_NANOS;
    while (hand.count < 0) {
      boolean ended = !hand.process.isAlive();
      if (ended || System.nanoTime() - limit > 0) {
        throw new BenchException(
            "an engine %s; is there memory for all of them? It said: %s"
                .formatted(
                    ended ? "ended with " + hand.process.exitValue() : "did not come up",
                    hand.said()));
      }
      LockSupport.parkNanos(RELAY_NANOS);
    }
  }

  /// Lets them work for so long.
  void work(double seconds) {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    while (end - System.nanoTime() > 0) {
      publisher.input.println(slowest());
      LockSupport.parkNanos(RELAY_NANOS);
      requireAlive();
    }
  }

  private void requireAlive() {
    Stream.concat(Stream.of(publisher), engines.stream())
        .filter(hand -> !hand.process.isAlive())
        .findFirst()
        .ifPresent(
            hand -> {
              throw new BenchException(
                  "a process that is measured ended with %d. It said: %s"
                      .formatted(hand.process.exitValue(), hand.said()));
            });
  }

  /// Lets them work for so long, and until each engine has had so many; a minute and a half at
  /// most.
  void warmUp(double seconds, long messages) {
    work(seconds);
    long limit = System.nanoTime() + MOST_WARMUP_NANOS;
    while (slowest() < messages && System.nanoTime() - limit < 0) {
      work(WARMUP_STEP_SECONDS);
    }
  }

  private long slowest() {
    return engines.stream().mapToLong(engine -> engine.count).min().orElse(0);
  }

  Sight look() {
    return new Sight(
        publisher.count,
        engines.stream().mapToLong(engine -> engine.count).sum(),
        publisher.cpuSeconds(),
        engines.stream().mapToDouble(Hand::cpuSeconds).sum());
  }

  /// Ends publishing and waits until everything has arrived.
  ///
  /// @return deliveries that never came, or are more than were sent
  long finish() {
    publisher.input.println(ScaleWorker.STOP);
    long limit = System.nanoTime() + PATIENCE_NANOS;
    long before = -1;
    while (System.nanoTime() - limit < 0 && (before != publisher.count || missing() != 0)) {
      before = publisher.count;
      requireAlive();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return missing();
  }

  private long missing() {
    return engines.stream().mapToLong(engine -> Math.abs(publisher.count - engine.count)).sum();
  }

  /// Deliveries out of order within their key or doubled, and messages not confirmed.
  long faults() {
    return publisher.faults + engines.stream().mapToLong(engine -> engine.faults).sum();
  }

  @Override
  public void close() {
    publisher.close();
    engines.forEach(Hand::close);
  }
}
