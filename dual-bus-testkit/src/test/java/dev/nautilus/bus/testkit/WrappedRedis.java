package dev.nautilus.bus.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A durable `redis-server` of the PATH, run inside another program or with another environment:
/// traced, limited, with a clock of its own. Port and folder stay the same over restarts.
public final class WrappedRedis implements AutoCloseable {
  private static final int START_POLLS = 1500;
  private static final int POLL_MILLIS = 20;

  private final Path folder;
  private final int port = RedisSettings.freePort();
  private final List<String> wrapper;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> settings = new ArrayList<>();
  private final Thread atExit = new Thread(this::kill, "wrapped-redis-stop");
  private volatile @Nullable Process process;

  /// Started by [#start].
  ///
  /// @param folder where it keeps its data
  /// @param wrapper the words before `redis-server` on its command line; none for the plain server
  public WrappedRedis(Path folder, String... wrapper) {
    this.folder = folder;
    this.wrapper = List.of(wrapper);
    RedisSettings.setting(settings, "port", Integer.toString(port));
    RedisSettings.setting(settings, "bind", "127.0.0.1");
    RedisSettings.setting(settings, "dir", folder.toString());
    settings.addAll(new RedisSettings(true).arguments());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Whether a program can be run from the PATH.
  public static boolean isOnPath(String program) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /// One more setting, or another value for one. To be called before [#start].
  public WrappedRedis with(String name, String... values) {
    RedisSettings.setting(settings, name, values);
    return this;
  }

  /// One more environment variable. To be called before [#start].
  public WrappedRedis environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Starts it as it was told, and waits until it answers.
  public WrappedRedis start() {
    return start(wrapper);
  }

  /// Starts it without its wrapper, and waits until it answers.
  public WrappedRedis startPlain() {
    return start(List.of());
  }

  private WrappedRedis start(List<String> words) {
    kill();
    List<String> command = new ArrayList<>(words);
    command.add("redis-server");
    command.addAll(settings);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < START_POLLS && isRunning(); i++) {
      if (RespCall.answersPing("127.0.0.1", port)) {
        return this;
      }
      awaitExit(POLL_MILLIS);
    }
    throw new IllegalStateException(command + " did not start; it said:\n" + log());
  }

  /// What to give to a client.
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /// Sends one command; see [RedisServer#command].
  public @Nullable Object command(String... words) {
    return RespCall.send("127.0.0.1", port, words);
  }

  public boolean isRunning() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /// What it has said, over all its starts.
  public String log() {
    try {
      return Files.readString(logFile(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Beside its folder, which may be full.
  private Path logFile() {
    return folder.resolveSibling(folder.getFileName() + ".log");
  }

  /// Ends it and its wrapper by SIGKILL. Idempotent.
  public void kill() {
    Process running = process;
    if (running != null) {
      // The server first: a wrapper that dies before it would leave it behind.
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().onExit().join();
      process = null;
    }
  }

  private void awaitExit(int millis) {
    Process running = process;
    try {
      if (running != null) {
        running.waitFor(millis, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
