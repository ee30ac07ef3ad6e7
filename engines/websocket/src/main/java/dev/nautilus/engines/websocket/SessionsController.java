package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.websocket.method.CloseCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
  private final OperatorDoor door;

  SessionsController(Sessions sessions, RunningEngine engine, OperatorDoor door) {
    this.sessions = sessions;
    this.engine = engine;
    this.door = door;
  }

  /// Open sessions, the oldest first.
  @GetMapping("/sessions")
  List<SessionView> sessions(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    var _ = door.admit(authorization);
    return sessions.views();
  }

  /// Ends a session; its browser sees code 4000.
  @DeleteMapping("/sessions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    var _ = door.admit(authorization);
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
}
