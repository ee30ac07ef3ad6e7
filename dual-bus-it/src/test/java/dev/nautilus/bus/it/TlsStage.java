package dev.nautilus.bus.it;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.TlsMaterial;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.bus.testkit.TestAuthority;
import dev.nautilus.bus.testkit.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;

/// Three Redises that speak TLS only and ask for a certificate, and clients that show one.
final class TlsStage implements AutoCloseable {
  static final String HERE = "dns:localhost,ip:127.0.0.1";

  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  final TestAuthority authority = TestAuthority.create();
  final BusServers servers = BusServers.startTls(authority, true);
  final BusClients clients = new BusClients(servers);
  final AtomicReference<TlsMaterial> material =
      new AtomicReference<>(authority.trustedAndShowing(authority.issue("dns:client")));
  private final TestAuthority another = TestAuthority.create();

  /// A client that shows and trusts what [#material] holds when it connects.
  DualBusClient client(EngineType engine, String instance) {
    return client(engine, instance, material);
  }

  DualBusClient client(EngineType engine, String instance, AtomicReference<TlsMaterial> with) {
    return clients.client(clients.builder(engine, instance).options(OPTIONS).tls(with::get));
  }

  /// An authority that nobody trusts yet.
  TestAuthority another() {
    return another;
  }

  /// Has a server show another certificate from the next connection on, as an operator does.
  void show(TlsFiles files, RedisServer server) {
    server.command(
        "CONFIG",
        "SET",
        "tls-cert-file",
        files.certificate().toString(),
        "tls-key-file",
        files.key().toString());
  }

  /// The same on both buses.
  void show(TlsFiles files) {
    show(files, servers.marketData());
    show(files, servers.engineLogic());
  }

  /// Has a server know the clients of one authority only, from the next connection on.
  void know(TestAuthority clientsOf, RedisServer server) {
    server.command("CONFIG", "SET", "tls-ca-cert-file", clientsOf.certificate().toString());
  }

  /// Which certificate a server shows to whoever comes now.
  static X509Certificate shownBy(RedisServer server, TlsMaterial trusting) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            trusting.context().getSocketFactory().createSocket(server.host(), server.port())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /// What a server answers to PING in plain text; nothing when it just ends the connection.
  static String plainAnswer(RedisServer server) throws IOException {
    return plainAnswer(server.port());
  }

  static String plainAnswer(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Override
  public void close() {
    clients.close();
    servers.close();
    another.close();
    authority.close();
  }
}
