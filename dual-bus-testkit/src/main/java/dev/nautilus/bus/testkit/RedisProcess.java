package dev.nautilus.bus.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A `redis-server` process on the loopback interface, in a temporary folder of its own.
final class RedisProcess implements RedisServer {
  private static final int START_POLLS = 750;
  private static final int POLL_MILLIS = 20;
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final Path executable;
  private final String description;
  private final RedisSettings settings;
  private final Path folder;
  private final int port;
  private @Nullable Process redis;
  private @Nullable Process guardian;
  private @Nullable Relay network;
  private boolean paused;

  private RedisProcess(Path executable, String description, RedisSettings settings) {
    this.executable = executable;
    this.description = description;
    this.settings = settings;
    this.folder = createFolder();
    this.port = RedisSettings.freePort();
  }

  private static Path createFolder() {
    try {
      return Files.createTempDirectory("nautilus-redis-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a server; a second port is tried when the first was snatched.
  static RedisProcess start(Path executable, String description, RedisSettings settings) {
    try {
      return launched(new RedisProcess(executable, description, settings));
    } catch (IllegalStateException portTaken) {
      return launched(new RedisProcess(executable, description, settings));
    }
  }

  private static RedisProcess launched(RedisProcess redis) {
    try {
      redis.launch();
      return redis;
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String url() {
    return (settings.tls() == null ? "redis://" : "rediss://") + host() + ":" + port;
  }

  @Override
  public @Nullable Object command(String... words) {
    return settings.tls() == null
        ? RespCall.send(host(), port, words)
        : RespCall.send(door(), words);
  }

  private boolean answersPing() {
    try {
      return "PONG".equals(command("PING"));
    } catch (IllegalStateException notYet) {
      // Not listening yet, or still loading its append-only file.
      return false;
    }
  }

  private Path door() {
    return folder.resolve("kit.sock");
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public synchronized void kill() {
    if (guardian != null) {
      // First, and by a signal it cannot act on: its pipe must not close while the pid may be new.
      awaitEnd(guardian.destroyForcibly());
      guardian = null;
    }
    if (redis != null) {
      awaitEnd(redis.destroyForcibly());
      redis = null;
    }
    paused = false;
  }

  @Override
  public synchronized void restart() {
    kill();
    launch();
  }

  @Override
  public synchronized void restartEmpty() {
    kill();
    // The folder itself stays: its name is what the guardian knows.
    deleteAllBut(folder);
    launch();
  }

  @Override
  public synchronized Relay network() {
    if (network == null) {
      network = Relay.to(host(), port);
    }
    return network;
  }

  @Override
  public synchronized void heal() {
    resume();
    if (!isHealthy()) {
      restart();
    }
    if (network != null) {
      network.heal();
    }
  }

  @Override
  public synchronized void pause() {
    if (redis != null && !paused) {
      signal(redis, "STOP");
      paused = true;
    }
  }

  @Override
  public synchronized void resume() {
    if (redis != null && paused) {
      signal(redis, "CONT");
      paused = false;
    }
  }

  @Override
  public synchronized boolean isHealthy() {
    return redis != null && redis.isAlive() && !paused;
  }

  @Override
  public synchronized void close() {
    if (network != null) {
      network.close();
    }
    kill();
    deleteAllBut(null);
  }

  private void deleteAllBut(@Nullable Path kept) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(kept)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void launch() {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.addAll(settings.portArguments(port, door()));
    RedisSettings.setting(command, "bind", host());
    RedisSettings.setting(command, "dir", folder.toString());
    command.addAll(settings.arguments());
    Path log = folder.resolve("redis.log");
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      redis = started;
      guardian = guard(started);
      awaitAnswer(started, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(Process started, Path log) throws IOException {
    for (int i = 0; i < START_POLLS; i++) {
      if (answersPing()) {
        return;
      }
      if (ended(started)) {
        break;
      }
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    kill();
    throw new IllegalStateException(
        description + " did not start on port " + port + "; it said:\n" + said);
  }

  /// A shell that ends Redis and removes its folder when this JVM ends without a chance to do so
  /// itself: its standard input is a pipe from here, and reading from it returns when the JVM is
  /// gone.
  private @Nullable Process guard(Process redis) throws IOException {
    if (WINDOWS) {
      return null;
    }
    return new ProcessBuilder(
            "sh",
            "-c",
            "read gone; kill -9 \"$1\"; rm -rf \"$2\"",
            "guardian",
            Long.toString(redis.pid()),
            folder.toString())
        .start();
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Redis was starting", e);
    }
  }

  private static void awaitEnd(Process process) {
    process.onExit().join();
  }

  private static void signal(Process process, String name) {
    if (WINDOWS) {
      throw new UnsupportedOperationException("pausing a process needs signals; use Docker");
    }
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("SIG" + name + " did not reach Redis");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
