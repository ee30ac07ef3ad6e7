package dev.nautilus.simulator.serve;

import dev.nautilus.simulator.vendor.StreamSession;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/// Runs one WebSocket: hands texts to the session and asks it several times a second what is due. A
/// client that does not read is not buffered for: beats are dropped until it does.
final class LiveStream {
  private static final Duration BEAT = Duration.ofMillis(100);
  private static final String GARBAGE = "{\"type\":\"pricing\",\"message\":\"%%%\u0000";

  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

  private final StreamSession session;
  private final InstantSource clock;
  private final Workers workers;
  private final Function<Instant, Optional<Fault>> strike;

  LiveStream(
      StreamSession session,
      InstantSource clock,
      Workers workers,
      Function<Instant, Optional<Fault>> strike) {
    this.session = session;
    this.clock = clock;
    this.workers = workers;
    this.strike = strike;
  }

  Mono<Void> run(WebsocketInbound in, WebsocketOutbound out) {
    Flux<String> texts = in.aggregateFrames().receive().asString().publish().refCount(2);
    Flux<String> replies =
        texts.publishOn(workers.answers()).concatMap(text -> frames(received(text), in));
    Flux<String> beats =
        Flux.interval(BEAT)
            .onBackpressureDrop()
            .publishOn(workers.answers(), 1)
            .concatMap(beat -> frames(due(), in), 1)
            .takeUntilOther(texts.then());
    return out.sendObject(
            Flux.merge(replies, beats).doOnError(LiveStream::report).map(TextWebSocketFrame::new),
            sent -> true)
        .then();
  }

  private static void drop(Connection connection) {
    // Nobody waits for the close: the client notices by itself.
    var _ = connection.channel().close();
  }

  private static void report(Throwable error) {
    if (error instanceof IOException) {
      log.debug("a stream ended without goodbye: {}", error.toString());
    } else {
      log.error("a stream broke: a defect of the simulator", error);
    }
  }

  private List<String> received(String text) {
    synchronized (session) {
      return session.received(text, clock.instant());
    }
  }

  private List<String> due() {
    synchronized (session) {
      return session.due(clock.instant());
    }
  }

  private Publisher<String> frames(List<String> frames, WebsocketInbound in) {
    if (frames.isEmpty()) {
      return Flux.empty();
    }
    Optional<Fault> fault = strike.apply(clock.instant());
    if (fault.isEmpty()) {
      return Flux.fromIterable(frames);
    }
    return switch (fault.get().kind()) {
      case SLOW -> Mono.delay(fault.get().delay()).thenMany(Flux.fromIterable(frames));
      case GARBAGE -> Flux.just(GARBAGE);
      case CUT, HTTP_429, HTTP_5XX -> Mono.fromRunnable(() -> in.withConnection(LiveStream::drop));
    };
  }
}
