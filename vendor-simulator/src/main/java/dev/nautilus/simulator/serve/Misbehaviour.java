package dev.nautilus.simulator.serve;

import dev.nautilus.simulator.vendor.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/// How answers go wrong on the wire.
final class Misbehaviour {
  /// Long enough for the first half to leave, short enough not to be noticed.
  private static final long MILLIS_BEFORE_CUT = 20;

  private Misbehaviour() {}

  /// Looks like success, cannot be parsed: the beginning of the right body, then debris.
  static Reply garbage(Reply right) {
    String start = right.body().substring(0, right.body().length() / 3);
    return new Reply(200, right.headers(), start + "\u0000\u0001<<<garbage\"{[");
  }

  /// Promises the whole body, sends half of it and closes the connection.
  static Mono<Void> cut(HttpServerResponse out, Reply right) {
    byte[] body = right.body().getBytes(StandardCharsets.UTF_8);
    out.status(right.status());
    right.headers().forEach((name, all) -> all.forEach(value -> out.addHeader(name, value)));
    out.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(Math.max(2, body.length)));
    out.compression(false);
    Flux<ByteBuf> half =
        Flux.concat(
            Mono.fromSupplier(
                () -> Unpooled.wrappedBuffer(Arrays.copyOf(body, Math.max(1, body.length / 2)))),
            drop(out).then(Mono.never()));
    return out.send(half, sent -> true).then();
  }

  /// Closes the connection without a word.
  static Mono<Void> drop(HttpServerResponse out) {
    return Mono.fromRunnable(() -> out.withConnection(Misbehaviour::closeSoon));
  }

  private static void closeSoon(Connection connection) {
    var _ =
        connection
            .channel()
            .eventLoop()
            .schedule(
                () -> {
                  var _ = connection.channel().close();
                },
                MILLIS_BEFORE_CUT,
                TimeUnit.MILLISECONDS);
  }
}
