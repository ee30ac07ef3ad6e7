package dev.nautilus.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A hub in a process of its own.
public final class HubProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Process process;
  private final int port;
  private final Thread onInterrupt;

  private HubProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    this.onInterrupt = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /// Starts a hub that watches nothing, and waits until it answers.
  static HubProcess start(RedisServer main, RedisServer marketData, RedisServer engineLogic) {
    return start(
        "dev.nautilus.hub.HubApplication",
        List.of(
            "--nautilus.hub.watch.symbols=",
            "--nautilus.hub.watch.economic=",
            "--nautilus.hub.bridge.main-url=" + url(main),
            "--nautilus.bus.market-data-url=" + url(marketData),
            "--nautilus.bus.engine-logic-url=" + url(engineLogic)));
  }

  /// Starts a hub and waits until it answers.
  ///
  /// @param main the class that starts it
  /// @param arguments properties, beside where it listens
  public static HubProcess start(String main, List<String> arguments) {
    try {
      int port = freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx819m", // as in docker-compose.yml: 40 % of 2 GiB
              "-XX:+UseZGC", // as there
              "-XX:-ZProactive", // as there
              "-XX:+UseCompactObjectHeaders",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-cp",
              System.getProperty("java.class.path"),
              main,
              "--server.port=" + port,
              "--server.address=127.0.0.1"));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      HubProcess hub = new HubProcess(builder.start(), port);
      hub.awaitAnswer(port);
      return hub;
    } catch (IOException e) {
      throw new BenchException("the hub cannot be started", e);
    }
  }

  private static String url(RedisServer server) {
    return "redis://127.0.0.1:" + server.port();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
            .timeout(ANSWER)
            .build();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() - limit < 0 && process.isAlive()) {
        try {
          http.send(request, HttpResponse.BodyHandlers.discarding());
          return;
        } catch (IOException notYet) {
          LockSupport.parkNanos(100_000_000);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new BenchException("the hub did not answer on port " + port);
  }

  /// Where it answers HTTP.
  public int port() {
    return port;
  }

  /// User and system time it has used.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// How long starting may take.
  int patienceSeconds() {
    return PATIENCE_SECONDS;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException endingAnyway) {
      process.destroyForcibly();
    }
  }
}
