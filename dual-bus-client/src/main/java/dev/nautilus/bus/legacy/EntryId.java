package dev.nautilus.bus.legacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ids of stream entries as text, ordered as Redis orders them.
final class EntryId {
  private static final Pattern FORM = Pattern.compile("(\\d{1,20})-(\\d{1,20})");

  private EntryId() {}

  /// @throws IllegalArgumentException when it is not `<millis>-<sequence>`
  static void check(String id) {
    parts(id);
  }

  static int compare(String one, String other) {
    Matcher left = parts(one);
    Matcher right = parts(other);
    int byMillis = compareNumbers(left.group(1), right.group(1));
    return byMillis != 0 ? byMillis : compareNumbers(left.group(2), right.group(2));
  }

  private static int compareNumbers(String one, String other) {
    return Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other));
  }

  private static Matcher parts(String id) {
    Matcher parts = FORM.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an entry id must be like 1700000000000-0, was '" + id + "'");
    }
    return parts;
  }
}
