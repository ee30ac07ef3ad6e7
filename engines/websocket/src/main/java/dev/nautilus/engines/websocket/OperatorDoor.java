package dev.nautilus.engines.websocket;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Lets operators in, and nobody else. Whoever is turned away is counted among those whom the door
/// of the sockets turns away. Safe for many threads.
final class OperatorDoor {
  private final Doorkeeper door;
  private final Sessions sessions;

  OperatorDoor(Doorkeeper door, Sessions sessions) {
    this.door = door;
    this.sessions = sessions;
  }

  /// Who may look, and end sessions: at an open gateway everybody.
  ///
  /// @param authorization header of the request
  /// @throws ErrorResponseException 401 or 403, with what to do
  Caller admit(@Nullable String authorization) {
    return admit(authorization, true);
  }

  /// Who may change the fleet: only who shows a token, also at an open gateway. Any page in a
  /// browser on the same machine reaches that one, but no page of another origin can send the
  /// header.
  ///
  /// @param authorization header of the request
  /// @throws ErrorResponseException 401 or 403, with what to do
  Caller admitByToken(@Nullable String authorization) {
    return admit(authorization, false);
  }

  private Caller admit(@Nullable String authorization, boolean openToAll) {
    Caller caller = door.admit(Admission.token(authorization)).orElse(null);
    if (caller == null || (!openToAll && caller.equals(Caller.ANYBODY))) {
      throw refused(
          HttpStatus.UNAUTHORIZED,
          "Send 'Authorization: Bearer <token>' with a token of nautilus.websocket.access.tokens"
              + " that has admin among its channels. `./nautilus up` leaves one in"
              + " run/console.token.");
    }
    if (!caller.mayAdminister()) {
      throw refused(
          HttpStatus.FORBIDDEN,
          "The token of %s is not for admin: use one that has admin among its channels."
              .formatted(caller.name()));
    }
    return caller;
  }

  private ErrorResponseException refused(HttpStatus status, String detail) {
    sessions.noteRefusal();
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
