package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.websocket.method.CloseCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who is connected, and what there is to subscribe to.
@RestController
@RequestMapping("/api/v1")
class SessionsController {
  private final Sessions sessions;
  private final RunningEngine engine;
  private final Doorkeeper door;

  SessionsController(Sessions sessions, RunningEngine engine, Doorkeeper door) {
    this.sessions = sessions;
    this.engine = engine;
    this.door = door;
  }

  /// Open sessions, the oldest first.
  @GetMapping("/sessions")
  List<SessionView> sessions(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    requireOperator(authorization);
    return sessions.views();
  }

  /// Ends a session; its browser sees code 4000.
  @DeleteMapping("/sessions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    requireOperator(authorization);
    Session session =
        sessions
            .find(id)
            .orElseThrow(
                () ->
                    EngineException.unknown(
                        "session", id, sessions.views().stream().map(SessionView::id).toList()));
    session.close(CloseCode.CLOSED_BY_OPERATOR, "closed by an operator");
  }

  /// The channels, with what they hold and how many listen.
  @GetMapping("/channels")
  List<GatewayView.ChannelView> channels() {
    return engine.view(GatewayView.class).channels();
  }

  private void requireOperator(@Nullable String authorization) {
    Caller caller = door.admit(Admission.token(authorization)).orElse(null);
    if (caller == null) {
      throw problem(
          HttpStatus.UNAUTHORIZED,
          "Send 'Authorization: Bearer <token>' with a token of nautilus.websocket.access.tokens.");
    }
    if (!caller.mayAdminister()) {
      throw problem(
          HttpStatus.FORBIDDEN, "The token of %s is not for admin.".formatted(caller.name()));
    }
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
