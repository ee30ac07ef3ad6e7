package dev.nautilus.hub.vendor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that answers as badly as it is told to, and counts connections the way a vendor would:
/// from the accept until the other side's end was read and answered.
final class CountingServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Answer answer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /// Writes what comes back for a request line; false closes the connection after it.
  @FunctionalInterface
  interface Answer {
    boolean to(String requestLine, OutputStream out) throws IOException, InterruptedException;
  }

  CountingServer(Answer answer) {
    this.answer = answer;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /// The same server under another name is another host to a client.
  URI url(String host) {
    return URI.create("http://" + host + ":" + listener.getLocalPort());
  }

  int peak() {
    return peak.get();
  }

  int accepted() {
    return accepted.get();
  }

  List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        peak.accumulateAndGet(open.incrementAndGet(), Math::max);
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      converse(socket);
    } catch (IOException gone) {
      // The client broke off; that is what some tests are about.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      // Before the close: once the client sees it, it may be back on another connection.
      open.decrementAndGet();
      close(socket);
    }
  }

  private void converse(Socket socket) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    while (line != null) {
      requests.add(line);
      String header = in.readLine();
      while (header != null && !header.isEmpty()) {
        header = in.readLine();
      }
      if (!answer.to(line, socket.getOutputStream())) {
        return;
      }
      line = in.readLine();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A whole answer on a connection that stays open.
  static boolean write(OutputStream out, int status, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 " + status + " X\r\nContent-Length: " + bytes.length + "\r\n" + headers + "\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes);
    out.flush();
    return true;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
