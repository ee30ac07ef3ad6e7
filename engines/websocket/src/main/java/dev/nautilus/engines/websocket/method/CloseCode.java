package dev.nautilus.engines.websocket.method;

import java.util.Set;

/// Why a session ends, as it is told to the browser. **Source** RFC 6455, 7.4; 1013 is in the
/// registry of IANA; 4000 and above are this gateway's.
public enum CloseCode {
  /// All is said.
  NORMAL(1000, "normal"),
  /// The gateway stops, or the page was left.
  GOING_AWAY(1001, "going away"),
  /// A frame that the protocol does not allow.
  PROTOCOL_ERROR(1002, "protocol error"),
  /// A message of a kind that is not taken: the gateway takes no binary ones.
  UNSUPPORTED_DATA(1003, "unsupported data"),
  /// A text that is no UTF-8.
  INVALID_PAYLOAD(1007, "invalid payload (bad UTF-8)"),
  /// Too many requests, or a token that has run out.
  POLICY_VIOLATION(1008, "policy violation"),
  /// A message larger than is taken.
  TOO_BIG(1009, "message too big"),
  /// The gateway failed.
  INTERNAL_ERROR(1011, "internal error"),
  /// No room, or not ready: try later.
  TRY_LATER(1013, "try again later"),
  /// An operator ended it: `DELETE /api/v1/sessions/{id}`.
  CLOSED_BY_OPERATOR(4000, "closed by an operator"),
  /// No pong for two pings: nobody is there.
  NOT_HEARD(4408, "not heard any more"),
  /// Too slow: a message took too long, or too much waits. Spring's `SESSION_NOT_RELIABLE`.
  NOT_RELIABLE(4500, "session not reliable");

  /// Codes that only describe an end that was not told, and so are never sent (RFC 6455, 7.4.1).
  public static final Set<Integer> NEVER_SENT = Set.of(1005, 1006, 1015);

  /// First code that is free for private use.
  public static final int FIRST_PRIVATE = 4000;

  /// Last code that is free for private use.
  public static final int LAST_PRIVATE = 4999;

  private final int code;
  private final String meaning;

  CloseCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /// The number on the wire.
  public int code() {
    return code;
  }

  /// What it says, in a few words.
  public String meaning() {
    return meaning;
  }

  /// Whether the code is one of ours rather than of the standard.
  public boolean isPrivate() {
    return code >= FIRST_PRIVATE && code <= LAST_PRIVATE;
  }
}
