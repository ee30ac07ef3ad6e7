package dev.nautilus.simulator.serve;

import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.StreamEndpoint;
import dev.nautilus.simulator.vendor.VendorApi;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/// One vendor on one port of its own.
public final class VendorServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VendorServer.class);
  private static final AttributeKey<Traffic.Visit> VISIT = AttributeKey.valueOf("nautilus.visit");
  private static final String UNKNOWN_PATH = "(unknown)";

  /// Yahoo's fundamentals requests name every wanted line item in the URL: five thousand characters
  /// are normal.
  private static final int LONGEST_LINE = 32 * 1024;

  private final String name;
  private final VendorApi api;
  private final InstantSource clock;
  private final Workers workers;
  private final Traffic traffic = new Traffic();
  private final FaultBook faults = new FaultBook();
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final DisposableServer server;

  /// Listens at once.
  ///
  /// @throws IllegalStateException if the port cannot be had
  public VendorServer(String name, VendorApi api, Address address, Shared shared) {
    this.name = name;
    this.api = api;
    this.clock = shared.clock();
    this.workers = shared.workers();
    try {
      this.server = http(address).bindNow(Duration.ofSeconds(10));
    } catch (ChannelBindException e) {
      throw new IllegalStateException(
          name + " cannot listen on " + address + ": the port is taken or not allowed", e);
    }
    log.info("{} listens on {}:{}", name, address.host(), port());
  }

  /// Where to listen.
  ///
  /// @param port 0 for one that is free
  public record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /// What all servers of one simulator share.
  public record Shared(InstantSource clock, Workers workers) {}

  public int port() {
    return server.port();
  }

  public TrafficReport traffic() {
    return traffic.report();
  }

  public void resetCounters() {
    traffic.reset();
  }

  public void inject(Fault fault) {
    faults.add(fault);
    log.info("{} now shows {}", name, fault);
  }

  public void clearFaults() {
    faults.clear();
  }

  public List<Fault> faults() {
    return faults.active(clock.instant());
  }

  /// Stops listening and drops every connection.
  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
    connections.close().awaitUninterruptibly();
  }

  private HttpServer http(Address address) {
    return HttpServer.create()
        .host(address.host())
        .port(address.port())
        .runOn(workers.loops(), false)
        .channelGroup(connections)
        .compress(true)
        .httpRequestDecoder(
            limits -> limits.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LONGEST_LINE))
        .doOnChannelInit((observer, channel, remote) -> count(channel))
        .handle(this::handle);
  }

  private void count(Channel channel) {
    Traffic.Visit visit = traffic.connected();
    channel.attr(VISIT).set(visit);
    channel.closeFuture().addListener(done -> traffic.closed(visit));
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.pipeline().addFirst(new Farewell(traffic, visit));
  }

  private Publisher<Void> handle(HttpServerRequest in, HttpServerResponse out) {
    Instant now = clock.instant();
    if ("websocket".equalsIgnoreCase(in.requestHeaders().get("upgrade"))) {
      return upgrade(in, out, now);
    }
    in.withConnection(at -> traffic.spokeHttp(at.channel().attr(VISIT).get()));
    return RequestReader.read(in)
        .publishOn(workers.answers())
        .flatMap(request -> answer(request, out, now))
        .onErrorResume(
            RequestReader.TooLargeException.class,
            e ->
                send(
                    out,
                    Reply.of(413, "text/plain", String.valueOf(e.getMessage()))
                        .with("connection", "close")))
        .onErrorResume(
            IllegalArgumentException.class,
            e -> send(out, Reply.of(400, "text/plain", "Bad Request: " + e.getMessage())));
  }

  private Mono<Void> answer(Request request, HttpServerResponse out, Instant now) {
    Optional<Endpoint> endpoint = find(request);
    traffic.requested(endpoint.map(e -> e.path().text()).orElse(UNKNOWN_PATH), now);
    Optional<Fault> fault = faults.strike(Fault.Channel.HTTP, request.path(), now);
    if (fault.isEmpty()) {
      return send(out, reply(endpoint, request));
    }
    return switch (fault.get().kind()) {
      case HTTP_429 -> send(out, api.tooManyRequests(request));
      case HTTP_5XX -> send(out, api.broken(request));
      case GARBAGE -> send(out, Misbehaviour.garbage(reply(endpoint, request)));
      case CUT -> Misbehaviour.cut(out, reply(endpoint, request));
      case SLOW -> Mono.delay(fault.get().delay()).then(send(out, reply(endpoint, request)));
    };
  }

  private Reply reply(Optional<Endpoint> endpoint, Request request) {
    if (endpoint.isEmpty()) {
      return api.notFound(request);
    }
    Map<String, String> gaps = endpoint.get().path().match(request.path()).orElse(Map.of());
    try {
      return endpoint.get().answer().apply(request.withGaps(gaps));
    } catch (RuntimeException e) {
      log.error("{} failed to answer {}: a defect of the simulator", name, request.path(), e);
      return Reply.of(500, "text/plain", "simulator defect: " + e);
    }
  }

  private Optional<Endpoint> find(Request request) {
    return api.endpoints().stream()
        .filter(e -> e.method().equals(request.method()))
        .filter(e -> e.path().match(request.path()).isPresent())
        .findFirst();
  }

  private Mono<Void> upgrade(HttpServerRequest in, HttpServerResponse out, Instant now) {
    Request request = RequestReader.request(in, "");
    Optional<StreamEndpoint> stream =
        api.streams().stream().filter(s -> s.path().match(request.path()).isPresent()).findFirst();
    if (stream.isEmpty()) {
      traffic.requested(UNKNOWN_PATH, now);
      return send(out, api.notFound(request));
    }
    String template = "(stream) " + stream.get().path().text();
    traffic.requested(template, now);
    Optional<Fault> fault = faults.strike(Fault.Channel.HTTP, request.path(), now);
    if (fault.isPresent()) {
      return switch (fault.get().kind()) {
        case HTTP_429 -> send(out, api.tooManyRequests(request));
        case HTTP_5XX -> send(out, api.broken(request));
        case GARBAGE -> send(out, Reply.of(200, "text/html", "<html>not an upgrade"));
        case CUT -> Misbehaviour.drop(out);
        case SLOW -> Mono.delay(fault.get().delay()).then(open(stream.get(), out, request.path()));
      };
    }
    return open(stream.get(), out, request.path());
  }

  private Mono<Void> open(StreamEndpoint stream, HttpServerResponse out, String path) {
    LiveStream live =
        new LiveStream(
            stream.open().get(),
            clock,
            workers,
            now -> faults.strike(Fault.Channel.STREAM, path, now));
    return out.sendWebsocket(
        (in, frames) -> {
          in.withConnection(connection -> traffic.upgraded(connection.channel().attr(VISIT).get()));
          return live.run(in, frames);
        });
  }

  private static Mono<Void> send(HttpServerResponse out, Reply reply) {
    out.status(reply.status());
    reply.headers().forEach((name, all) -> all.forEach(value -> out.addHeader(name, value)));
    return out.sendString(Mono.just(reply.body())).then();
  }
}
