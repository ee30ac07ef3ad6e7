package dev.nautilus.bus.it;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.testkit.WrappedRedis;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One `redis-server` among several of a test that replicate each other: with a configuration file
/// that it may rewrite, as sentinels and nodes of a cluster do. Asked by `redis-cli`.
final class RedisNode implements AutoCloseable {
  private final List<String> command = new ArrayList<>();
  private final Path folder;
  private final int port;
  private Process shell;
  private String pid = "";
  private boolean killed;

  private RedisNode(int port, List<String> settings, boolean sentinel) {
    this.port = port;
    try {
      this.folder = Files.createTempDirectory("nautilus-node-");
      List<String> lines = new ArrayList<>(settings);
      lines.add("port " + port);
      lines.add("bind 127.0.0.1");
      lines.add("dir " + folder);
      lines.add("logfile " + folder.resolve("redis.log"));
      lines.add("protected-mode no");
      Path file = Files.write(folder.resolve("redis.conf"), lines);
      command.add(file.toString());
      if (sentinel) {
        command.add("--sentinel");
      }
      this.shell = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(this::answers);
  }

  /// Whether there is what this needs, 7 or later.
  static boolean isPossible() {
    return GuardedRedis.onPath().isPresent() && WrappedRedis.isOnPath("redis-cli");
  }

  /// @param settings lines of its configuration
  static RedisNode start(String... settings) {
    return start(freePort(), settings);
  }

  /// @param settings lines of its configuration
  static RedisNode start(int port, String... settings) {
    List<String> all = new ArrayList<>(List.of("save \"\"", "repl-diskless-sync-delay 0"));
    all.addAll(List.of(settings));
    return new RedisNode(port, all, false);
  }

  /// @param settings lines of its configuration
  static RedisNode startSentinel(List<String> settings) {
    return new RedisNode(freePort(), settings, true);
  }

  private Process launch() throws IOException {
    // The shell ends Redis when its input ends, which it does with this JVM, however that ends.
    List<String> all =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "\"$0\" \"$@\" </dev/null & echo $!; read gone; kill -9 $!",
                GuardedRedis.onPath().orElseThrow().toString()));
    all.addAll(command);
    Process started =
        new ProcessBuilder(all).redirectError(folder.resolve("errors.log").toFile()).start();
    pid = started.inputReader().readLine();
    return started;
  }

  static int freePort() {
    // The bus port of a node of a cluster lies 10,000 above.
    for (int attempt = 0; attempt < 200; attempt++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() < 50_000) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("no free port below 50000");
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private boolean answers() {
    return ask("PING").equals("PONG");
  }

  /// What it answers to a command, as `redis-cli` prints it.
  String ask(String... words) {
    List<String> call = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
    call.addAll(List.of(words));
    try {
      Process cli = new ProcessBuilder(call).redirectErrorStream(true).start();
      String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      cli.onExit().join();
      return said.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A field of INFO.
  String info(String section, String field) {
    return ask("INFO", section)
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  boolean isMaster() {
    return !killed && info("replication", "role").equals("master");
  }

  /// Freezes it: connections stay open and nobody answers.
  void freeze() {
    signal("STOP");
  }

  /// Ends [#freeze].
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, pid).start();
      if (kill.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("SIG" + name + " did not reach Redis");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it as a crash does, by SIGKILL.
  void kill() {
    killed = true;
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell.onExit().join();
  }

  /// Starts it again after [#kill], with the configuration that it has by now.
  void restart() {
    try {
      shell = launch();
      killed = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(this::answers);
  }

  @Override
  public void close() {
    if (!killed) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
