package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// An nginx from PATH that caches what a hub answers (`proxy_cache`), in a temporary folder, gone
/// afterwards.
final class NginxServer implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
  private final Path folder;
  private final int port;
  private final Process process;

  private NginxServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /// Where nginx is; empty when it is not installed.
  static Optional<Path> program() {
    return Stream.of(
            System.getenv().getOrDefault("PATH", "").split(":"), new String[] {"/usr/sbin"})
        .flatMap(Stream::of)
        .map(each -> Path.of(each, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts one in front of a hub.
  static NginxServer start(Path program, int hub) {
    try {
      Path folder = Files.createTempDirectory("nautilus-nginx-");
      int port = freePort();
      Path settings = folder.resolve("nginx.conf");
      Files.writeString(settings, settings(folder, port, hub));
      Process process =
          new ProcessBuilder(
                  List.of(program.toString(), "-p", folder.toString(), "-c", settings.toString()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said.log").toFile())
              .start();
      NginxServer server = new NginxServer(folder, port, process);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new BenchException("nginx cannot be started", e);
    }
  }

  /// Two workers for two cores, no log; the folder holds everything it writes. Started by root its
  /// workers would be somebody else, who may not write there; started by anybody else it leaves
  /// that line out.
  private static String settings(Path folder, int port, int hub) {
    return """
        daemon off;
        user %4$s;
        worker_processes 2;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 512; }
        http {
          access_log off;
          keepalive_requests 1000000000;
          keepalive_timeout 600s;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          proxy_cache_path %1$s/cache levels=1:2 keys_zone=quotes:10m inactive=1h;
          server {
            listen 127.0.0.1:%2$d;
            location / {
              proxy_pass http://127.0.0.1:%3$d;
              proxy_cache quotes;
              proxy_cache_valid 200 1h;
              proxy_ignore_headers Cache-Control Expires;
            }
          }
        }
        """
        .formatted(folder, port, hub, System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException {
    long limit = System.nanoTime() + START_NANOS;
    while (System.nanoTime() - limit < 0 && process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    String said = Files.readString(folder.resolve("said.log"));
    close();
    throw new BenchException("nginx did not start: " + said);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
