package dev.nautilus.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One Redis as a child process, set up by its file of `redis/` and told only address, port and
/// folder on top.
final class RedisServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MILLIS = 25;

  private final RedisRole role;
  private final Process process;
  private final Path pidFile;

  private RedisServer(RedisRole role, Process process, Path pidFile) {
    this.role = role;
    this.process = process;
    this.pidFile = pidFile;
  }

  /// Starts it and waits until it answers.
  ///
  /// @param binary the `redis-server` to run
  /// @param data where it keeps its files
  /// @param log where what it says is appended
  static RedisServer start(RedisRole role, Path binary, int port, Path data, Path log) {
    try {
      Path pidFile = data.resolve("redis.pid");
      Path settings = data.resolve("redis.conf");
      Files.writeString(settings, settings(role, port, data, pidFile));
      Process process =
          new ProcessBuilder(List.of(binary.toString(), settings.toString()))
              .directory(data.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      RedisServer server = new RedisServer(role, process, pidFile);
      server.awaitAnswer(port, log);
      return server;
    } catch (IOException e) {
      throw new FleetException(
          ExitCode.FAILED, role.label() + " cannot be started: " + e.getMessage(), e);
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /// Asks it to stop, which lets it write what it must, and waits.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(int port, Path log) throws IOException {
    long looks = START_WITHIN.toMillis() / LOOK_EVERY_MILLIS;
    for (long look = 0; look < looks; look++) {
      if (hasExited()) {
        throw new FleetException(
            ExitCode.FAILED, role.label() + " stopped while starting; its log says why: " + log);
      }
      if (answers(port)) {
        return;
      }
    }
    close();
    throw new FleetException(
        ExitCode.FAILED, role.label() + " does not answer on port " + port + "; see " + log);
  }

  private boolean hasExited() {
    try {
      return process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// A server that still reads its append-only file answers `-LOADING`, and is not ready.
  static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      OutputStream out = socket.getOutputStream();
      out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String settings(RedisRole role, int port, Path data, Path pidFile)
      throws IOException {
    try (InputStream shipped = RedisServer.class.getResourceAsStream("redis/" + role.settings())) {
      if (shipped == null) {
        throw new IOException("the build did not bring redis/" + role.settings());
      }
      return new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
          + "\n# Added for this run.\n"
          + "port %d\nbind 127.0.0.1\ndir \"%s\"\npidfile \"%s\"\n".formatted(port, data, pidFile);
    }
  }
}
