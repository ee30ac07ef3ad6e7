package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Asks one server for many paths over several connections, by a plan or as fast as it answers.
final class HttpLoad {
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();
  private final int port;
  private final List<byte[]> requests;
  private final int lines;

  /// @param paths asked for in turn
  /// @param lines connections, each with a thread of its own
  HttpLoad(int port, List<String> paths, int lines) {
    this.port = port;
    this.requests = paths.stream().map(HttpLine::request).toList();
    this.lines = lines;
  }

  /// Answers a second when each connection asks again as soon as it was answered. Says nothing of
  /// latency.
  double flatOut(Duration length) {
    long start = System.nanoTime();
    long stop = start + length.toNanos();
    long answered = together(line -> closedLoop(line, stop)).stream().mapToLong(each -> each).sum();
    return answered * 1e9 / (System.nanoTime() - start);
  }

  private long closedLoop(int number, long stop) throws IOException {
    long answered = 0;
    try (HttpLine line = new HttpLine(port)) {
      for (int next = number; System.nanoTime() - stop < 0; next += lines) {
        line.ask(requests.get(next % requests.size()));
        answered++;
      }
    }
    return answered;
  }

  /// Asks so many times a second, whatever the answers do: the time of each runs from when it was
  /// meant to be asked.
  Histogram byPlan(int perSecond, Duration length) {
    long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
    long total = perSecond * length.toMillis() / 1000;
    Histogram all = new Histogram(LONGEST, 3);
    together(line -> planned(line, new Plan(start, 1e9 / perSecond, total))).forEach(all::add);
    return all;
  }

  /// @param start of the first question
  /// @param apart nanoseconds between two
  private record Plan(long start, double apart, long total) {
    long time(long number) {
      return start + (long) (number * apart);
    }
  }

  private Histogram planned(int number, Plan plan) throws IOException {
    Histogram nanos = new Histogram(LONGEST, 3);
    try (HttpLine line = new HttpLine(port)) {
      for (long next = number; next < plan.total(); next += lines) {
        long meant = plan.time(next);
        for (long wait = meant - System.nanoTime(); wait > 0; wait = meant - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        line.ask(requests.get((int) (next % requests.size())));
        nanos.recordValue(Math.min(LONGEST, System.nanoTime() - meant));
      }
    }
    return nanos;
  }

  private interface OfOneLine<T> {
    T run(int number) throws IOException;
  }

  private <T> List<T> together(OfOneLine<T> each) {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        int number = i;
        running.add(threads.submit(() -> each.run(number)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    } catch (ExecutionException e) {
      throw new BenchException("a connection to port " + port + " failed: " + e.getCause(), e);
    }
  }
}
