package dev.nautilus.blocker.ways;

import static dev.nautilus.blocker.ways.Scene.VENDOR;
import static dev.nautilus.blocker.ways.Way.refused;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpClient;
import reactor.netty.udp.UdpClient;

/// The clients that people add.
@SuppressWarnings("AddressSelection") // one address is what these programs would use
final class LibraryWays {
  private LibraryWays() {}

  static List<Way> all() {
    return Stream.of(clients(), reactors(), netties()).flatMap(List::stream).toList();
  }

  private static List<Way> clients() {
    return List.of(
        refused("Apache 4", LibraryWays::apache4),
        refused("Apache 5", LibraryWays::apache5),
        refused("Apache 5 async", LibraryWays::apache5Async),
        refused("OkHttp", LibraryWays::okHttp),
        refused("Spring RestClient", LibraryWays::restClient),
        refused("Spring RestTemplate", LibraryWays::restTemplate));
  }

  private static List<Way> reactors() {
    return List.of(
        refused("Reactor HttpClient", scene -> reactor(scene, true)),
        refused("Reactor HttpClient on NIO", scene -> reactor(scene, false)),
        refused(
            "Reactor HttpClient with TLS",
            scene ->
                HttpClient.create()
                    .secure(tls -> tls.sslContext(trusting()))
                    .get()
                    .uri(scene.tlsUrl())
                    .response()
                    .block(patience())),
        refused(
            "Reactor TcpClient",
            scene ->
                TcpClient.create()
                    .host(VENDOR)
                    .port(scene.port())
                    .connectNow(patience())
                    .outbound()
                    .sendString(reactor.core.publisher.Mono.just("GET\r\n\r\n"))
                    .then()
                    .block(patience())),
        refused(
            "Reactor UdpClient",
            scene ->
                UdpClient.create()
                    .host(VENDOR)
                    .port(scene.datagramPort())
                    .connectNow(patience())
                    .outbound()
                    .sendString(reactor.core.publisher.Mono.just("x"))
                    .then()
                    .block(patience())));
  }

  private static List<Way> netties() {
    return List.of(
        refused(
            "Netty on NIO",
            scene -> netty(NioIoHandler.newFactory(), NioSocketChannel.class, null, scene)),
        refused(
            "Netty on epoll",
            scene -> netty(EpollIoHandler.newFactory(), EpollSocketChannel.class, null, scene)),
        refused(
            "Netty through an HTTP proxy",
            scene ->
                netty(
                    NioIoHandler.newFactory(),
                    NioSocketChannel.class,
                    new HttpProxyHandler(scene.httpProxy()),
                    scene)),
        refused(
            "Netty through SOCKS",
            scene ->
                netty(
                    NioIoHandler.newFactory(),
                    NioSocketChannel.class,
                    new Socks5ProxyHandler(scene.socksProxy()),
                    scene)));
  }

  private static SslContext trusting() {
    try {
      return SslContextBuilder.forClient()
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .build();
    } catch (SSLException e) {
      throw new AssertionError(e);
    }
  }

  private static Duration patience() {
    return Duration.ofMillis(Scene.PATIENCE_MILLIS);
  }

  private static void apache4(Scene scene) throws Exception {
    try (var client = org.apache.http.impl.client.HttpClients.createDefault()) {
      client.execute(new org.apache.http.client.methods.HttpGet(scene.url())).close();
    }
  }

  private static void apache5(Scene scene) throws Exception {
    try (var client = HttpClients.createDefault()) {
      client.execute(new HttpGet(scene.url()), response -> response.getCode());
    }
  }

  private static void apache5Async(Scene scene) throws Exception {
    try (var client = HttpAsyncClients.createDefault()) {
      client.start();
      client
          .execute(SimpleHttpRequest.create("GET", scene.url()), null)
          .get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static void okHttp(Scene scene) throws Exception {
    var request = new okhttp3.Request.Builder().url(scene.url()).build();
    new okhttp3.OkHttpClient().newCall(request).execute().close();
  }

  private static void restClient(Scene scene) {
    RestClient.create().get().uri(URI.create(scene.url())).retrieve().toBodilessEntity();
  }

  private static void restTemplate(Scene scene) {
    new RestTemplate(new SimpleClientHttpRequestFactory())
        .getForObject(URI.create(scene.url()), String.class);
  }

  private static void reactor(Scene scene, boolean nativeTransport) {
    HttpClient client = HttpClient.create();
    if (!nativeTransport) {
      client = client.runOn(reactor.netty.resources.LoopResources.create("nio"), false);
    }
    client.get().uri(scene.url()).response().block(patience());
  }

  private static void netty(
      IoHandlerFactory loop,
      Class<? extends Channel> transport,
      @Nullable ProxyHandler proxy,
      Scene scene)
      throws Exception {
    var group = new MultiThreadIoEventLoopGroup(1, loop);
    try {
      Bootstrap bootstrap =
          new Bootstrap()
              .group(group)
              .channel(transport)
              .handler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      if (proxy != null) {
                        channel.pipeline().addLast(proxy);
                      }
                      channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
                    }
                  });
      InetSocketAddress vendor = new InetSocketAddress(VENDOR, scene.port());
      if (proxy != null) {
        bootstrap.resolver(NoopAddressResolverGroup.INSTANCE);
        vendor = InetSocketAddress.createUnresolved(VENDOR, scene.port());
      }
      Channel channel = bootstrap.connect(vendor).sync().channel();
      byte[] get = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      channel.writeAndFlush(Unpooled.wrappedBuffer(get)).sync();
      channel.closeFuture().await(Scene.PATIENCE_MILLIS);
    } finally {
      var unused = group.shutdownGracefully(0, 1, TimeUnit.MILLISECONDS);
    }
  }
}
