package dev.nautilus.hub.vendor;

/// What a body is, judged by its first character: vendors label JSON errors `text/xml`, and consent
/// pages arrive under any name.
public enum BodyKind {
  /// An object or an array.
  JSON,
  /// XML or HTML.
  MARKUP,
  /// Anything else that is not blank.
  TEXT,
  /// Nothing, or blanks.
  EMPTY;

  static BodyKind of(byte[] body) {
    int at = startsWithByteOrderMark(body) ? 3 : 0;
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
    if (at == body.length) {
      return EMPTY;
    }
    return switch (body[at]) {
      case '{', '[' -> JSON;
      case '<' -> MARKUP;
      default -> TEXT;
    };
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\r' || one == '\n';
  }

  private static boolean startsWithByteOrderMark(byte[] body) {
    return body.length >= 3
        && body[0] == (byte) 0xEF
        && body[1] == (byte) 0xBB
        && body[2] == (byte) 0xBF;
  }
}
