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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A hub in a process of its own, for its bridge; it watches nothing and asks no vendor.
final class HubProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Process process;
  private final Thread onInterrupt;

  private HubProcess(Process process) {
    this.process = process;
    this.onInterrupt = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /// Starts a hub and waits until it answers.
  static HubProcess start(RedisServer main, RedisServer marketData, RedisServer engineLogic) {
    try {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx512m",
              "-XX:+UseSerialGC",
              "-XX:+UseCompactObjectHeaders",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-cp",
              System.getProperty("java.class.path"),
              "dev.nautilus.hub.HubApplication",
              "--server.port=" + port,
              "--server.address=127.0.0.1",
              "--nautilus.hub.watch.symbols=",
              "--nautilus.hub.watch.economic=",
              "--nautilus.hub.bridge.main-url=" + url(main),
              "--nautilus.bus.market-data-url=" + url(marketData),
              "--nautilus.bus.engine-logic-url=" + url(engineLogic));
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      HubProcess hub = new HubProcess(builder.start());
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
