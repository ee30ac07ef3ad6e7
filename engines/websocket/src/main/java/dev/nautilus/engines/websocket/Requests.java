package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.websocket.method.CloseCode;
import dev.nautilus.engines.websocket.method.DeltaMode;
import dev.nautilus.engines.websocket.method.Documents;
import dev.nautilus.engines.websocket.method.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Does what browsers ask for, or tells them why not. Called by the threads of the sockets.
final class Requests {
  private static final Logger log = LoggerFactory.getLogger(Requests.class);

  private final RunningEngine engine;
  private final ChannelBook book;
  private final Sessions sessions;
  private final WebsocketProperties properties;
  private final OpReader reader;

  Requests(
      RunningEngine engine, ChannelBook book, Sessions sessions, WebsocketProperties properties) {
    this.engine = engine;
    this.book = book;
    this.sessions = sessions;
    this.properties = properties;
    reader = new OpReader(properties.maxKeys());
  }

  /// A request that is refused.
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    RefusedException(String code, String message) {
      super(message);
      this.code = code;
    }
  }

  /// Does one request. A session that makes too many is ended.
  void handle(Session session, String text) {
    session.heard();
    if (!session.mayAsk()) {
      sessions.noteBadRequest();
      session.close(
          CloseCode.POLICY_VIOLATION,
          "at most %s requests a second".formatted(properties.opsPerSecond()));
      return;
    }
    JsonNode id = MissingNode.getInstance();
    try {
      JsonNode request = Documents.parse(text);
      id = OpReader.id(request);
      perform(session, reader.read(request));
    } catch (JacksonException e) {
      refuse(
          session, id, "invalid", "a request must be one JSON object: " + e.getOriginalMessage());
    } catch (RuntimeException e) {
      refuse(session, id, e);
    }
  }

  private void perform(Session session, ClientOp op) {
    switch (op) {
      case ClientOp.Subscribe subscribe -> subscribe(session, subscribe);
      case ClientOp.Resume resume -> resume(session, resume);
      case ClientOp.Unsubscribe unsubscribe -> unsubscribe(session, unsubscribe);
      case ClientOp.Ping ping -> session.say(Answers.pong(ping.id()));
    }
  }

  private void subscribe(Session session, ClientOp.Subscribe op) {
    Lane.Settings settings = granted(session, op.wish());
    String answer = Answers.subscribed(op.id(), settings);
    onEngine(
        session,
        op.id(),
        () -> {
          if (!isThere(session, op.wish(), settings)) {
            requireRoom(session, settings.name());
            Subscriber subscriber = subscriber(session, settings, op.wish());
            book.subscribe(subscriber, op.snapshot(), answer);
          } else {
            session.say(answer);
          }
        });
  }

  private void resume(Session session, ClientOp.Resume op) {
    Lane.Settings settings = granted(session, op.wish());
    onEngine(
        session,
        op.id(),
        () -> {
          requireRoom(session, settings.name());
          Subscriber subscriber = subscriber(session, settings, op.wish());
          Map<String, Long> from = new HashMap<>();
          if (op.fromAll().isPresent()) {
            from.putAll(book.sameForAll(subscriber, op.fromAll().getAsLong()));
          }
          from.putAll(op.from());
          book.resume(subscriber, from, whole -> Answers.resumed(op.id(), settings, whole));
        });
  }

  private void unsubscribe(Session session, ClientOp.Unsubscribe op) {
    if (!session.remove(op.name())) {
      throw new RefusedException(
          "unknown", "there must be a subscription '%s', is none".formatted(op.name()));
    }
    session.say(Answers.unsubscribed(op.id(), op.name()));
    onEngine(session, op.id(), () -> book.leave(session, op.name()));
  }

  /// Engine thread only: whether the very same subscription runs already.
  private boolean isThere(Session session, ClientOp.Wish wish, Lane.Settings settings) {
    return session.lane(settings.name()).isPresent()
        && book.has(session, settings, wish.symbols(), wish.details());
  }

  private void requireRoom(Session session, String name) {
    if (session.lane(name).isEmpty() && session.lanes() >= properties.maxSubscriptions()) {
      throw new RefusedException(
          "limit",
          "a session must have at most %d subscriptions".formatted(properties.maxSubscriptions()));
    }
  }

  private static Subscriber subscriber(
      Session session, Lane.Settings settings, ClientOp.Wish wish) {
    return new Subscriber(session, new Lane(settings), wish.symbols(), wish.details());
  }

  /// What a session gets of what it wishes.
  private Lane.Settings granted(Session session, ClientOp.Wish wish) {
    ChannelShape shape = book.shape(wish.channel());
    Caller caller = session.facts().caller();
    if (!caller.maySee(shape)) {
      throw new RefusedException(
          "forbidden", "channel '%s' is not for %s".formatted(shape.name(), caller.name()));
    }
    if (shape.isPrivate()) {
      requireOwn(caller, shape, wish);
    }
    DeltaMode mode = wish.mode() == null ? shape.mode() : wish.mode();
    return new Lane.Settings(
        shape.name(),
        wish.name(),
        mode,
        shape.events(),
        shape.form(),
        properties.periodNanos(shape.name(), wish.maxHz()),
        properties.waitingEvents());
  }

  private static void requireOwn(Caller caller, ChannelShape shape, ClientOp.Wish wish) {
    if (wish.symbols().isEmpty()) {
      throw new RefusedException(
          "forbidden",
          "'sym' must name the accounts for channel '%s': it is private".formatted(shape.name()));
    }
    for (String account : wish.symbols()) {
      if (!caller.owns(account)) {
        throw new RefusedException(
            "forbidden", "account '%s' is not of %s".formatted(account, caller.name()));
      }
    }
  }

  private void onEngine(Session session, JsonNode id, Runnable step) {
    var _ =
        engine
            .ask(
                outbox -> {
                  if (session.isOpen()) {
                    attempt(session, id, step);
                  }
                  return true;
                })
            .whenComplete(
                (done, thrown) -> {
                  if (thrown != null) {
                    refuse(session, id, thrown);
                  }
                });
  }

  /// A refusal is the session's affair, not a failure of the engine.
  private void attempt(Session session, JsonNode id, Runnable step) {
    try {
      step.run();
    } catch (RefusedException | EngineException e) {
      refuse(session, id, e);
    }
  }

  private void refuse(Session session, JsonNode id, @Nullable Throwable thrown) {
    switch (thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown) {
      case RefusedException refused -> refuse(session, id, refused.code, refused.getMessage());
      case EngineException refused when refused.reason() == EngineException.Reason.UNKNOWN -> {
        sessions.noteBadRequest();
        List<String> known = book.names();
        session.say(Answers.error(id, "unknown", String.valueOf(refused.getMessage()), known));
      }
      case EngineException refused -> refuse(session, id, "unavailable", refused.getMessage());
      case IllegalArgumentException wrong -> refuse(session, id, "invalid", wrong.getMessage());
      case null, default -> {
        log.warn("a request of session {} failed", session.facts().id(), thrown);
        refuse(session, id, "internal", "the gateway failed; see its log");
      }
    }
  }

  private void refuse(Session session, JsonNode id, String code, @Nullable String message) {
    sessions.noteBadRequest();
    session.say(Answers.error(id, code, String.valueOf(message), List.of()));
  }
}
