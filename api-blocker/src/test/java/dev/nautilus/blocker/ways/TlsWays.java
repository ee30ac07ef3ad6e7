package dev.nautilus.blocker.ways;

import static dev.nautilus.blocker.ways.Scene.VENDOR;
import static dev.nautilus.blocker.ways.Way.refused;
import static dev.nautilus.blocker.ways.Way.slips;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// TLS, and what a proxy on this machine does for a client. The certificate fits no name, so most
/// clients hang up after the hello has arrived.
final class TlsWays {
  private TlsWays() {}

  static List<Way> all() {
    return Stream.of(names(), proxies(), nameless()).flatMap(List::stream).toList();
  }

  private static List<Way> names() {
    return List.of(
        refused("https URL", scene -> https(scene, Proxy.NO_PROXY)),
        refused(
            "java.net.http with TLS",
            scene ->
                JdkWays.get(
                    HttpClient.newBuilder().sslContext(trusting()).build(), scene.tlsUrl())),
        refused(
            "SSLSocket",
            scene ->
                shake(
                    (SSLSocket)
                        trusting().getSocketFactory().createSocket(VENDOR, scene.tlsPort()))),
        refused(
            "SSLSocket over a relay",
            scene -> shake((SSLSocket) layered(scene, VENDOR, scene.tlsPort()))),
        refused("SNIHostName over a relay", TlsWays::serverName),
        refused("SSLEngine over a relay", TlsWays::engine));
  }

  private static List<Way> proxies() {
    return List.of(
        refused(
            "https URL through a proxy",
            scene -> https(scene, new Proxy(Proxy.Type.HTTP, scene.httpProxy()))),
        refused(
            "java.net.http with TLS through a proxy",
            scene ->
                JdkWays.get(
                    HttpClient.newBuilder()
                        .sslContext(trusting())
                        .proxy(ProxySelector.of(scene.httpProxy()))
                        .build(),
                    scene.tlsUrl())),
        refused(
            "Socket through SOCKS",
            scene -> {
              try (Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, scene.socksProxy()))) {
                socket.connect(
                    InetSocketAddress.createUnresolved(VENDOR, scene.port()),
                    Scene.PATIENCE_MILLIS);
                Scene.talk(socket);
              }
            }),
        refused(
            "URL through SOCKS",
            scene ->
                URI.create(scene.url())
                    .toURL()
                    .openConnection(new Proxy(Proxy.Type.SOCKS, scene.socksProxy()))
                    .getInputStream()
                    .close()));
  }

  private static List<Way> nameless() {
    return List.of(
        slips(
            "plain http URL through a proxy on this machine",
            scene ->
                URI.create(scene.url())
                    .toURL()
                    .openConnection(new Proxy(Proxy.Type.HTTP, scene.httpProxy()))
                    .getInputStream()
                    .close()),
        slips(
            "TLS without a name over a relay on this machine",
            scene -> shake((SSLSocket) layered(scene, "localhost", scene.tlsPort()))));
  }

  private static void https(Scene scene, Proxy proxy) throws Exception {
    var connection = (HttpsURLConnection) URI.create(scene.tlsUrl()).toURL().openConnection(proxy);
    connection.setSSLSocketFactory(trusting().getSocketFactory());
    connection.setHostnameVerifier((host, session) -> true);
    connection.getInputStream().close();
  }

  private static Socket layered(Scene scene, String name, int port) throws Exception {
    Socket relay = new Socket(InetAddress.getLoopbackAddress(), scene.tlsPort());
    return trusting().getSocketFactory().createSocket(relay, name, port, true);
  }

  private static void serverName(Scene scene) throws Exception {
    SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", scene.tlsPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(VENDOR)));
    socket.setSSLParameters(parameters);
    shake(socket);
  }

  /// Only the hello: what arrives is what matters.
  private static void engine(Scene scene) throws Exception {
    SSLEngine engine = trusting().createSSLEngine(VENDOR, scene.tlsPort());
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), scene.port()))) {
      channel.write(hello.flip());
    }
  }

  private static void shake(SSLSocket socket) throws IOException {
    try (socket) {
      Scene.talk(socket);
    }
  }

  static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, null);
    return context;
  }

  /// Trusts whoever answers: the only vendor here is ours.
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
