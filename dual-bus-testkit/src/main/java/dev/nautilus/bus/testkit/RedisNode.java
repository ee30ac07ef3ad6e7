package dev.nautilus.bus.testkit;

import static org.awaitility.Awaitility.await;

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
import java.util.Optional;
import java.util.stream.Stream;

/// One `redis-server` among several of a test that replicate each other, see [RedisCluster] and
/// [RedisSentinels]: on a free port of 127.0.0.1, with a configuration file that it may rewrite. It
/// ends with this JVM, however that ends. Asked by `redis-cli`. One thread at a time.
public final class RedisNode implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final List<String> command = new ArrayList<>();
  private final NodeAccess access;
  private final Path folder;
  private final int port;
  private Process shell;
  private String pid = "";
  private boolean killed;

  private RedisNode(List<String> settings, NodeAccess access, boolean sentinel) {
    this.access = access;
    this.port = freePort();
    try {
      this.folder = Files.createTempDirectory("nautilus-node-");
      List<String> lines = new ArrayList<>(settings);
      lines.addAll(access.settings(port, folder));
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
    awaitAnswer();
  }

  /// Whether there is what this needs: `redis-server` 7 or later, and `redis-cli`, on the PATH.
  static boolean isPossible() {
    return server().isPresent()
        && RedisSupply.program("redis-cli", System.getenv("PATH")).isPresent();
  }

  private static Optional<Path> server() {
    return RedisSupply.program("redis-server", System.getenv("PATH"))
        .filter(found -> found.toString().endsWith("redis-server"))
        .filter(found -> RedisSupply.version(found).matches("([7-9]|\\d{2,})\\..*"));
  }

  /// @param settings lines of its configuration
  static RedisNode start(NodeAccess access, String... settings) {
    List<String> all = new ArrayList<>(List.of("save \"\"", "repl-diskless-sync-delay 0"));
    all.addAll(List.of(settings));
    return new RedisNode(all, access, false);
  }

  /// @param settings lines of its configuration
  static RedisNode startSentinel(List<String> settings) {
    return new RedisNode(settings, NodeAccess.OPEN, true);
  }

  private Process launch() throws IOException {
    Path executable =
        server()
            .orElseThrow(
                () -> new IllegalStateException("no redis-server of 7 or later on the PATH"));
    // The shell ends Redis when its input ends, which it does with this JVM, however that ends.
    List<String> all =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "\"$0\" \"$@\" </dev/null & echo $!; read gone; kill -9 $!",
                executable.toString()));
    all.addAll(command);
    Process started =
        new ProcessBuilder(all).redirectError(folder.resolve("errors.log").toFile()).start();
    pid = String.valueOf(started.inputReader().readLine());
    return started;
  }

  private void awaitAnswer() {
    await().atMost(START).ignoreExceptions().until(() -> ask("PING").equals("PONG"));
  }

  private static int freePort() {
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

  /// Where it listens.
  public int port() {
    return port;
  }

  /// `127.0.0.1:port`.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// What it answers to a command, as `redis-cli` prints it.
  public String ask(String... words) {
    List<String> call = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
    call.addAll(access.words());
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

  /// A field of a section of INFO; empty when there is none.
  public String info(String section, String field) {
    return ask("INFO", section)
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /// Whether nobody killed it.
  boolean isAlive() {
    return !killed;
  }

  /// Whether it lives and says that it is a master.
  public boolean isMaster() {
    return !killed && info("replication", "role").equals("master");
  }

  /// Freezes it: connections stay open and nobody answers.
  public void freeze() {
    signal("STOP");
  }

  /// Ends [#freeze].
  public void thaw() {
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
  public void kill() {
    killed = true;
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell.onExit().join();
  }

  /// Starts it again after [#kill], on its port and with the configuration that it has by now.
  public void restart() {
    try {
      shell = launch();
      killed = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  /// Ends it and removes its files.
  @Override
  public void close() {
    if (!killed) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
