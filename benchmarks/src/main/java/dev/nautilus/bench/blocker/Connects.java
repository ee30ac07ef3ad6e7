package dev.nautilus.bench.blocker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/// Connections over loopback, one after the other. Both ends are on one thread: the kernel
/// completes a connection before anybody accepts it, so no second thread's timing comes into the
/// figure.
final class Connects implements Load.Call {
  private final ServerSocket server;
  private final InetSocketAddress address;
  private final Client client;

  private Connects(Client client) throws IOException {
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    this.address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    this.client = client;
  }

  static Connects bySocket() throws IOException {
    return new Connects(
        (address, server) -> {
          try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(address);
            server.accept().close();
          }
        });
  }

  static Connects byChannel() throws IOException {
    return new Connects(
        (address, server) -> {
          try (SocketChannel channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.connect(address);
            server.accept().close();
          }
        });
  }

  @Override
  public void once() throws IOException {
    client.connect(address, server);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /// Connects once and lets the server accept it. Ends without lingering, which leaves no port
  /// waiting: a hundred thousand connections would use them all up.
  @FunctionalInterface
  private interface Client {
    void connect(InetSocketAddress address, ServerSocket server) throws IOException;
  }
}
