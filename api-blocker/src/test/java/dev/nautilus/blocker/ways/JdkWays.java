package dev.nautilus.blocker.ways;

import static dev.nautilus.blocker.ways.Scene.VENDOR;
import static dev.nautilus.blocker.ways.Way.refused;
import static dev.nautilus.blocker.ways.Way.refusedSilently;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.rmi.registry.LocateRegistry;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;
import javax.net.SocketFactory;
import javax.xml.parsers.DocumentBuilderFactory;

/// What the JDK alone offers, by a vendor's name.
@SuppressWarnings("AddressSelection") // one address is what these programs would use
final class JdkWays {
  private static final byte[] GET = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private JdkWays() {}

  static List<Way> all() {
    return Stream.of(http(), sockets(), channels(), datagrams(), datagramChannels(), others())
        .flatMap(List::stream)
        .toList();
  }

  static void open(String url) throws IOException {
    URL target = URI.create(url).toURL();
    var connection = target.openConnection();
    connection.setConnectTimeout(Scene.PATIENCE_MILLIS);
    connection.setReadTimeout(Scene.PATIENCE_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      in.readAllBytes();
    }
  }

  static void get(HttpClient client, String url) throws IOException, InterruptedException {
    client.send(request(url), BodyHandlers.discarding());
  }

  static void channel(InetSocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(GET));
      Channels.newInputStream(channel).read();
    }
  }

  static InetSocketAddress vendor(Scene scene) {
    return new InetSocketAddress(VENDOR, scene.port());
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofMillis(Scene.PATIENCE_MILLIS))
        .build();
  }

  private static HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().version(version).build();
  }

  private static List<Way> http() {
    return List.of(
        refused("URL.openStream", scene -> open(scene.url())),
        refused(
            "HttpURLConnection POST",
            scene -> {
              var post = (HttpURLConnection) URI.create(scene.url()).toURL().openConnection();
              post.setRequestMethod("POST");
              post.setDoOutput(true);
              post.getOutputStream().write(1);
              post.getResponseCode();
            }),
        refused("java.net.http", scene -> get(client(HttpClient.Version.HTTP_1_1), scene.url())),
        refused(
            "java.net.http preferring HTTP/2",
            scene -> get(client(HttpClient.Version.HTTP_2), scene.url())),
        refused(
            "java.net.http async",
            scene ->
                HttpClient.newHttpClient()
                    .sendAsync(request(scene.url()), BodyHandlers.discarding())
                    .get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)),
        refused(
            "java.net.http WebSocket",
            scene ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                        URI.create(scene.url().replace("http:", "ws:")),
                        new WebSocket.Listener() {})
                    .get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)));
  }

  private static List<Way> sockets() {
    return List.of(
        refused(
            "Socket of name",
            scene -> {
              try (Socket socket = new Socket(VENDOR, scene.port())) {
                Scene.talk(socket);
              }
            }),
        refused(
            "Socket of address",
            scene -> {
              try (Socket socket = new Socket(InetAddress.getByName(VENDOR), scene.port())) {
                Scene.talk(socket);
              }
            }),
        refused(
            "Socket.connect with timeout",
            scene -> {
              try (Socket socket = new Socket()) {
                socket.connect(vendor(scene), Scene.PATIENCE_MILLIS);
                Scene.talk(socket);
              }
            }),
        refused(
            "SocketFactory",
            scene -> {
              try (Socket socket = SocketFactory.getDefault().createSocket(VENDOR, scene.port())) {
                Scene.talk(socket);
              }
            }));
  }

  private static List<Way> channels() {
    return List.of(
        refused("SocketChannel", scene -> channel(vendor(scene))),
        refused(
            "SocketChannel.socket",
            scene -> {
              try (SocketChannel channel = SocketChannel.open()) {
                channel.socket().connect(vendor(scene), Scene.PATIENCE_MILLIS);
                Scene.talk(channel.socket());
              }
            }),
        refused("SocketChannel with selector", JdkWays::select),
        refused(
            "AsynchronousSocketChannel",
            scene -> {
              try (var channel = AsynchronousSocketChannel.open()) {
                channel.connect(vendor(scene)).get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                channel.write(ByteBuffer.wrap(GET)).get();
              }
            }));
  }

  private static void select(Scene scene) throws IOException {
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.connect(vendor(scene));
      channel.register(selector, SelectionKey.OP_CONNECT);
      selector.select(Scene.PATIENCE_MILLIS);
      channel.finishConnect();
      channel.write(ByteBuffer.wrap(GET));
      selector.selectNow();
    }
  }

  private static List<Way> datagrams() {
    return List.of(
        refused(
            "DatagramSocket.send",
            scene -> {
              try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(packet(scene));
              }
            }),
        refused(
            "MulticastSocket.send",
            scene -> {
              try (MulticastSocket socket = new MulticastSocket()) {
                socket.send(packet(scene));
              }
            }),
        refused(
            "DatagramSocket.connect",
            scene -> {
              try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(new InetSocketAddress(VENDOR, scene.datagramPort()));
                socket.send(new DatagramPacket(new byte[1], 1));
              }
            }));
  }

  private static List<Way> datagramChannels() {
    return List.of(
        refused(
            "DatagramChannel.send",
            scene -> {
              try (DatagramChannel channel = DatagramChannel.open()) {
                channel.send(
                    ByteBuffer.allocate(1), new InetSocketAddress(VENDOR, scene.datagramPort()));
              }
            }),
        refused(
            "DatagramChannel.connect",
            scene -> {
              try (DatagramChannel channel = DatagramChannel.open()) {
                channel.connect(new InetSocketAddress(VENDOR, scene.datagramPort()));
                channel.write(ByteBuffer.allocate(1));
              }
            }));
  }

  private static DatagramPacket packet(Scene scene) throws IOException {
    return new DatagramPacket(new byte[1], 1, InetAddress.getByName(VENDOR), scene.datagramPort());
  }

  /// Where a URL or a host hides in something else.
  @SuppressWarnings("JdkObsolete") // JNDI takes nothing else
  private static List<Way> others() {
    return List.of(
        refused("jar: URL", scene -> open("jar:" + scene.url() + "/a.jar!/a")),
        refusedSilently(
            "URLClassLoader",
            scene -> {
              URL[] path = {URI.create(scene.url() + "/").toURL()};
              try (var loader = new URLClassLoader(path, null)) {
                loader.loadClass("vendor.Client");
              }
            }),
        refused(
            "XML parser",
            scene -> DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(scene.url())),
        refused("RMI registry", scene -> LocateRegistry.getRegistry(VENDOR, scene.port()).list()),
        refused(
            "LDAP",
            scene -> {
              Hashtable<String, String> environment = new Hashtable<>();
              environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
              environment.put(Context.PROVIDER_URL, "ldap://" + VENDOR + ":" + scene.port() + "/");
              environment.put("com.sun.jndi.ldap.read.timeout", "500");
              new InitialDirContext(environment).close();
            }));
  }
}
