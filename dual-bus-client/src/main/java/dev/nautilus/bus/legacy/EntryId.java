package dev.nautilus.bus.legacy;

/// Ids of stream entries as text, ordered as Redis orders them.
final class EntryId {
  private static final int MOST_DIGITS = 20;

  private EntryId() {}

  /// @throws IllegalArgumentException when it is not `<millis>-<sequence>`
  static void check(String id) {
    int dash = dash(id);
    if (!isNumber(id, 0, dash) || !isNumber(id, dash + 1, id.length())) {
      throw malformed(id);
    }
  }

  static int compare(String one, String other) {
    int oneDash = dash(one);
    int otherDash = dash(other);
    try {
      int byMillis =
          Long.compareUnsigned(
              Long.parseUnsignedLong(one, 0, oneDash, 10),
              Long.parseUnsignedLong(other, 0, otherDash, 10));
      return byMillis != 0
          ? byMillis
          : Long.compareUnsigned(
              Long.parseUnsignedLong(one, oneDash + 1, one.length(), 10),
              Long.parseUnsignedLong(other, otherDash + 1, other.length(), 10));
    } catch (NumberFormatException e) {
      check(one);
      check(other);
      throw e;
    }
  }

  private static int dash(String id) {
    int dash = id.indexOf('-');
    if (dash < 0) {
      throw malformed(id);
    }
    return dash;
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < to && to - from <= MOST_DIGITS;
  }

  private static IllegalArgumentException malformed(String id) {
    return new IllegalArgumentException(
        "an entry id must be like 1700000000000-0, was '" + id + "'");
  }
}
