package dev.nautilus.blocker.ways;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/// The other end of one way, in the same process: a vendor that listens on every address of this
/// machine and tells when somebody arrives, and the two kinds of proxy in front of it. Each way has
/// a scene with ports of its own, so an arrival that comes late is still known to be this way's.
///
/// A way has reached the vendor when a request, a TLS hello or a datagram arrived, never when the
/// client merely did not complain.
final class Scene {
  static final int PATIENCE_MILLIS = 5_000;
  static final String VENDOR = "api.stlouisfed.org";
  static final String LITERAL = "203.0.113.10";

  /// A host that an operator opened.
  static final String ALLOWED = "mail.example.com";

  private final Runnable arrival;
  private final Door plain = new Door(() -> new ServerSocket(0, 50), this::answer);
  private final Door tls;
  private final Door httpProxy = new Door(Scene::onLoopback, this::answerAsHttpProxy);
  private final Door socksProxy = new Door(Scene::onLoopback, this::answerAsSocksProxy);
  private int datagramPort;

  /// @param certificate the vendor's
  /// @param arrival what happens when somebody arrives; on any thread, perhaps several times
  Scene(SSLContext certificate, Runnable arrival) {
    this.arrival = arrival;
    this.tls =
        new Door(
            () -> certificate.getServerSocketFactory().createServerSocket(0, 50), this::answer);
  }

  int port() {
    return plain.port();
  }

  int tlsPort() {
    return tls.port();
  }

  synchronized int datagramPort() {
    if (datagramPort == 0) {
      try {
        DatagramSocket datagrams = new DatagramSocket(0);
        datagramPort = datagrams.getLocalPort();
        background("datagrams", () -> receive(datagrams));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return datagramPort;
  }

  InetSocketAddress httpProxy() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), httpProxy.port());
  }

  InetSocketAddress socksProxy() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socksProxy.port());
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
    arrival.run();
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
      arrival.run();
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

  private void receive(DatagramSocket datagrams) throws IOException {
    while (true) {
      datagrams.receive(new DatagramPacket(new byte[16], 16));
      arrival.run();
    }
  }

  private static ServerSocket onLoopback() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
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

  /// Where one can arrive. Opened when somebody first asks for it: most ways need one of four.
  private static final class Door {
    private final Opening opening;
    private final Conversation conversation;
    private int port;

    Door(Opening opening, Conversation conversation) {
      this.opening = opening;
      this.conversation = conversation;
    }

    synchronized int port() {
      if (port == 0) {
        try {
          ServerSocket server = opening.open();
          port = server.getLocalPort();
          background("server " + port, () -> serve(server));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return port;
    }

    private void serve(ServerSocket server) throws IOException {
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
    }
  }

  /// Opens a server on a free port.
  @FunctionalInterface
  private interface Opening {
    ServerSocket open() throws IOException;
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
