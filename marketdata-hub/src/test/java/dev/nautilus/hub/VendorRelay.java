package dev.nautilus.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// One hub's own way to a vendor: hands bytes through and notes when the hub said something, so
/// that two hubs can be told apart where the vendor sees one address.
final class VendorRelay implements AutoCloseable {
  private final ServerSocket door;
  private final URI vendor;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<Long> said = new CopyOnWriteArrayList<>();

  VendorRelay(URI vendor) throws IOException {
    this.vendor = vendor;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /// When the hub said something, in nanoseconds of this JVM, oldest first.
  List<Long> said() {
    return List.copyOf(said);
  }

  /// Connections that the hub has open.
  int connections() {
    return open.size();
  }

  /// Connections that the hub ever made.
  int accepted() {
    return accepted.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket hub = door.accept();
        accepted.incrementAndGet();
        Socket far = new Socket();
        far.connect(new InetSocketAddress(vendor.getHost(), vendor.getPort()));
        open.add(hub);
        Thread.ofVirtual().start(() -> carry(hub, far, true));
        Thread.ofVirtual().start(() -> carry(far, hub, false));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void carry(Socket from, Socket to, boolean hubSpeaks) {
    byte[] part = new byte[8192];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        if (hubSpeaks) {
          said.add(System.nanoTime());
        }
        out.write(part, 0, count);
      }
    } catch (IOException broken) {
      // Either side hung up.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
