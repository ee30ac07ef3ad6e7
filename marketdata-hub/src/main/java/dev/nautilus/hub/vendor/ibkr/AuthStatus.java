package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How the brokerage session is. The gateway tells of a dead one with status 200.
///
/// @param competing another program has the user's one brokerage session
/// @param session opens the WebSocket; null where the answer does not name it
record AuthStatus(
    boolean authenticated, boolean connected, boolean competing, @Nullable String session) {

  /// `/iserver/auth/status` and `/iserver/auth/ssodh/init`.
  static Outcome<AuthStatus> read(HttpAnswer answer) {
    return IbkrErrors.open(answer).then(json -> of(json, null));
  }

  /// `/tickle`. Its `hmds.error` "no bridge" says only that no history is being asked for.
  static Outcome<AuthStatus> tickle(HttpAnswer answer) {
    return IbkrErrors.open(answer)
        .then(
            json ->
                of(
                    json.path("iserver").path("authStatus"),
                    JsonBody.text(json.path("session")).orElse(null)));
  }

  /// Whether market data may be asked for.
  boolean isAlive() {
    return authenticated && connected && !competing;
  }

  AuthStatus withSession(@Nullable String named) {
    return new AuthStatus(authenticated, connected, competing, named);
  }

  private static Outcome<AuthStatus> of(JsonNode status, @Nullable String session) {
    if (!status.path("authenticated").isBoolean()) {
      return Outcome.bad(Refusal.GARBAGE, "answered no authentication status");
    }
    return Outcome.good(
        new AuthStatus(
            isTrue(status, "authenticated"),
            isTrue(status, "connected"),
            isTrue(status, "competing"),
            session));
  }

  private static boolean isTrue(JsonNode status, String field) {
    return status.path(field).isBoolean() && status.path(field).booleanValue();
  }

  @Override
  public String toString() {
    return "AuthStatus[authenticated=%s, connected=%s, competing=%s]"
        .formatted(authenticated, connected, competing);
  }
}
