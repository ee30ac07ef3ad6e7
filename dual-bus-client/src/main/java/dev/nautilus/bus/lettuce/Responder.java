package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.RequestHandler;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a [RequestHandler] and sends its answer to the asking instance's channel. Replies are
/// published, not streamed: nobody but the asker wants them, and only until the deadline.
final class Responder<P, R> implements MessageHandler<P> {
  private static final Logger log = LoggerFactory.getLogger(Responder.class);

  private final RequestType<P, R> type;
  private final RequestHandler<P, R> handler;
  private final BusLink link;
  private final BusTransport.Setup setup;
  private final InstantSource clock;

  Responder(
      RequestType<P, R> type,
      RequestHandler<P, R> handler,
      BusLink link,
      BusTransport.Setup setup,
      InstantSource clock) {
    this.type = type;
    this.handler = handler;
    this.link = link;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  public void handle(Message<P> request) {
    Instant deadline = request.envelope().deadline();
    if (deadline != null && clock.instant().isAfter(deadline)) {
      link.counters().increment(BusMeter.EXPIRED_REQUESTS);
      return;
    }
    try {
      handler
          .answer(request)
          .whenComplete(
              (reply, failure) -> {
                if (failure == null) {
                  reply(request, reply);
                } else {
                  fail(request, failure);
                }
              });
    } catch (RuntimeException e) {
      // Asking again is the asker's decision; handing the request over again would answer nobody.
      fail(request, e);
    }
  }

  private void reply(Message<P> request, R payload) {
    MessageType<R> reply = type.reply();
    try {
      byte[] body = link.identity().encoding().of(reply).encode(payload);
      if (body.length > setup.options().maxMessageBytes()) {
        throw new IllegalArgumentException(
            "the reply is %d bytes, the limit is %d: ask for less"
                .formatted(body.length, setup.options().maxMessageBytes()));
      }
      send(request, reply.name(), reply.version(), body);
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  private void fail(Message<P> request, Throwable failure) {
    link.counters().increment(BusMeter.FAILED);
    log.warn("answering {} failed: {}", type.name(), failure, failure);
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    send(request, Requests.FAILURE, 1, failure(reason));
  }

  /// Everything on main is JSON.
  private byte[] failure(String reason) {
    return link.identity().isOfMain()
        ? PayloadJson.mapper().writeValueAsBytes(Map.of("error", reason))
        : reason.getBytes(StandardCharsets.UTF_8);
  }

  private void send(Message<P> request, String typeName, int version, byte[] body) {
    String replyTo = request.envelope().replyTo();
    if (replyTo == null) {
      return;
    }
    OutgoingMessage message =
        new OutgoingMessage(
            typeName,
            version,
            body,
            request.envelope().priority(),
            "",
            clock.instant(),
            request.envelope().correlationId(),
            link.identity().isOfMain() ? replyTo : null,
            null,
            null,
            false);
    if (link.identity().isOfMain()) {
      // To the stream of requests, where it names the asking instance.
      var unused = link.add(type.reply(), message, null);
      return;
    }
    FrameHeader header = new FrameHeader(setup.engine(), setup.instance(), 0, 1, 1, 0, 0);
    byte[] frame = FrameEncoder.encode(header, List.of(message));
    link.writer()
        .call(redis -> redis.publish(replyTo, frame))
        .exceptionally(
            failure -> {
              log.warn("reply to {} was not sent: {}", replyTo, failure.getMessage());
              return 0L;
            });
  }
}
