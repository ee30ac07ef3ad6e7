package dev.nautilus.blocker.ways;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// Both ends of the matrix in one process: a vendor that listens on every address of this machine
/// and notes who arrives, and the two kinds of proxy in front of it.
///
/// A way has reached the vendor when a request, a TLS hello or a datagram arrived, never when the
/// client merely did not complain.
final class Scene {
  static final int PATIENCE_MILLIS = 5_000;
  static final String VENDOR = "api.stlouisfed.org";
  static final String LITERAL = "203.0.113.10";

  private final Semaphore arrivals = new Semaphore(0);
  private final ServerSocket plain;
  private final SSLServerSocket tls;
  private final DatagramSocket datagrams;
  private final ServerSocket httpProxy;
  private final ServerSocket socksProxy;

  Scene(SSLContext certificate) throws IOException {
    plain = new ServerSocket(0, 50);
    tls = (SSLServerSocket) certificate.getServerSocketFactory().createServerSocket(0, 50);
    datagrams = new DatagramSocket(0);
    httpProxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socksProxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serve(plain, this::answer);
    serve(tls, this::answer);
    serve(httpProxy, this::answerAsHttpProxy);
    serve(socksProxy, this::answerAsSocksProxy);
    background("datagrams", this::receive);
  }

  int port() {
    return plain.getLocalPort();
  }

  int tlsPort() {
    return tls.getLocalPort();
  }

  int datagramPort() {
    return datagrams.getLocalPort();
  }

  InetSocketAddress httpProxy() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), httpProxy.getLocalPort());
  }

  InetSocketAddress socksProxy() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socksProxy.getLocalPort());
  }

  String url() {
    return url(VENDOR);
  }

  String url(String host) {
    return "http://" + host + ":" + port() + "/fred/series";
  }

  String tlsUrl() {
    return "https://" + VENDOR + ":" + tlsPort() + "/fred/series";
  }

  void forgetArrivals() {
    arrivals.drainPermits();
  }

  boolean sawAnArrival(long millis) throws InterruptedException {
    return arrivals.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  /// Says enough that the other side answers, and waits for that.
  static void talk(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    OutputStream out = socket.getOutputStream();
    out.write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    if (socket.getInputStream().read() < 0) {
      throw new IOException("closed without an answer");
    }
  }

  private void answer(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    if (in.read() < 0) {
      return;
    }
    arrivals.release();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      // Read to the end, or closing resets the connection before the client has its answer.
    }
    OutputStream out = client.getOutputStream();
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>"
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /// A relay for CONNECT; for any other request it is itself where the vendor's answer comes from.
  private void answerAsHttpProxy(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    String head = head(in);
    if (!head.startsWith("CONNECT")) {
      arrivals.release();
    }
    String answer =
        head.startsWith("CONNECT")
            ? "HTTP/1.1 200 Established\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>";
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    if (head.startsWith("CONNECT")) {
      relay(client, head.contains(":" + tlsPort()) ? tlsPort() : port());
    }
  }

  /// SOCKS 5 without a password; only how long the address is matters here.
  private void answerAsSocksProxy(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    in.read();
    in.readNBytes(in.read());
    client.getOutputStream().write(new byte[] {5, 0});
    byte[] request = in.readNBytes(4);
    int length = request[3] == 3 ? in.read() : request[3] == 4 ? 16 : 4;
    in.readNBytes(length);
    byte[] port = in.readNBytes(2);
    client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    relay(client, (port[0] & 0xff) << 8 | (port[1] & 0xff));
  }

  private void relay(Socket client, int port) throws IOException {
    try (Socket vendor = new Socket(InetAddress.getLoopbackAddress(), port)) {
      background("relay", () -> client.getInputStream().transferTo(vendor.getOutputStream()));
      vendor.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int next = 0;
    while (head.indexOf("\r\n\r\n") < 0 && next >= 0) {
      next = in.read();
      head.append((char) next);
    }
    return head.toString();
  }

  private void receive() throws IOException {
    while (true) {
      datagrams.receive(new DatagramPacket(new byte[16], 16));
      arrivals.release();
    }
  }

  private static void serve(ServerSocket server, Conversation conversation) {
    background(
        "server " + server.getLocalPort(),
        () -> {
          while (true) {
            Socket client = server.accept();
            background(
                "client",
                () -> {
                  try (client) {
                    conversation.hold(client);
                  }
                });
          }
        });
  }

  private static void background(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException gone) {
                // The other side hung up, which refused clients do.
                return;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /// What a server does with a client.
  @FunctionalInterface
  private interface Conversation {
    void hold(Socket client) throws IOException;
  }

  /// What a thread does.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
