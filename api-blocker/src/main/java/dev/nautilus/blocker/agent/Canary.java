package dev.nautilus.blocker.agent;

import dev.nautilus.blocker.Blocker;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Calls every required hook once with a host that does not exist. A hook that works tells the
/// guard, which throws; one that does not would send nothing either: the address is reserved for
/// documentation (RFC 5737) and no call waits for an answer.
final class Canary {
  private static final int PORT = 9;
  private final String host = Blocker.canary();

  void tryAll() {
    attempt(() -> InetAddress.getByName(host).getAddress());
    attempt(this::socket);
    attempt(this::channel);
    attempt(() -> new SNIHostName(host).getAsciiName());
    attempt(() -> new SNIHostName(host.getBytes(StandardCharsets.US_ASCII)).getAsciiName());
    attempt(this::tlsEngine);
    attempt(this::datagramSocket);
    attempt(this::datagramChannel);
    attempt(() -> new ProcessBuilder(host).start().destroy());
    attempt(this::unixSocket);
  }

  private InetSocketAddress address() throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress(host, new byte[] {(byte) 192, 0, 2, 1}), PORT);
  }

  private void socket() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(InetSocketAddress.createUnresolved(host, PORT), 1);
    }
  }

  private void channel() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.connect(address());
    }
  }

  /// With no trust managers, so that no certificate is read at start.
  private void tlsEngine() throws GeneralSecurityException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[0], null);
    tls.createSSLEngine(host, PORT).closeOutbound();
  }

  private void datagramSocket() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[0], 0, address()));
    }
  }

  private void datagramChannel() throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(ByteBuffer.allocate(0), address());
    }
  }

  private void unixSocket() throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of("/" + host));
    }
  }

  private static void attempt(Call call) {
    try {
      call.run();
    } catch (Exception | LinkageError heard) {
      // Whether it was the guard's answer is known by the guard alone.
    }
  }

  /// A call that the guard should refuse.
  @FunctionalInterface
  private interface Call {
    void run() throws Exception;
  }
}
