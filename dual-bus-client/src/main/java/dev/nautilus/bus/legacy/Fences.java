package dev.nautilus.bus.legacy;

import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Migration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// On which side of a migration's fences a message is. Both sides of an engine ask the same
/// question about the same place, that where the message is native, so that exactly one of them
/// handles it.
///
/// The positions of a migration are named `open <stream>` and `close <stream>`. Of a legacy stream
/// both are the id of the fence's entry. Of a bus stream the opening one is the last sequence of
/// each publisher before the fence, as [#publishers] writes it; the closing one is the id of the
/// fence's entry.
public final class Fences {
  private static final String OPEN = "open ";
  private static final String CLOSE = "close ";

  private final Map<String, String> positions;
  private final Map<String, Map<Long, Long>> publishers = new HashMap<>();

  /// Where a message is.
  public enum Side {
    /// The old side handles it.
    BEFORE,
    /// The new side handles it.
    AFTER,
    /// In a stream without a fence, which nobody carries: handled wherever it comes.
    UNFENCED
  }

  /// @param migration in phase FENCED or later
  /// @throws IllegalArgumentException when a position cannot be read
  public Fences(Migration migration) {
    this.positions = migration.positions();
    positions.forEach(
        (name, position) -> {
          if (name.startsWith(OPEN) && isOfBus(name.substring(OPEN.length()))) {
            publishers.put(name.substring(OPEN.length()), parsePublishers(position));
          }
        });
  }

  /// Name of the position of a stream's opening fence.
  public static String open(String stream) {
    return OPEN + stream;
  }

  /// Name of the position of a stream's closing fence.
  public static String close(String stream) {
    return CLOSE + stream;
  }

  /// Last sequences as a position: `1f=17,2a=3`, ordered by incarnation.
  ///
  /// @param sequences as the hash `<stream>:producers` has them: incarnation in hexadecimal to last
  ///   sequence; fields that are not hexadecimal numbers are left out
  public static String publishers(Map<String, String> sequences) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(sequences)
        .forEach(
            (incarnation, sequence) -> {
              if (incarnation.matches("[0-9a-f]{1,16}")) {
                text.append(text.isEmpty() ? "" : ",").append(incarnation).append('=');
                text.append(sequence);
              }
            });
    return text.toString();
  }

  private static boolean isOfBus(String stream) {
    return stream.startsWith("{");
  }

  private static Map<Long, Long> parsePublishers(String position) {
    Map<Long, Long> last = new HashMap<>();
    for (String each : position.isEmpty() ? new String[0] : position.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "the fence of a bus stream must be like 1f=17,2a=3, was '" + position + "'");
      }
      last.put(
          Long.parseUnsignedLong(each.substring(0, equals), 16),
          Long.parseLong(each.substring(equals + 1)));
    }
    return last;
  }

  /// Where a message is.
  ///
  /// @param id as it was read
  /// @param origin where it was carried from, or which entry of main it is; null when it is native
  ///   to the bus it was read from
  public Side sideOf(MessageId id, @Nullable LegacyOrigin origin) {
    return origin != null && origin.isOfMain()
        ? sideOfMain(origin)
        : sideOfBus(origin == null ? id : origin.messageId());
  }

  private Side sideOfMain(LegacyOrigin origin) {
    String fence = positions.get(open(origin.stream()));
    if (fence == null) {
      return Side.UNFENCED;
    }
    return EntryId.compare(origin.entry(), fence) < 0 ? Side.BEFORE : Side.AFTER;
  }

  private Side sideOfBus(MessageId id) {
    Map<Long, Long> last = publishers.get(id.stream());
    if (last == null) {
      return Side.UNFENCED;
    }
    return id.sequence() <= last.getOrDefault(id.incarnation(), 0L) ? Side.BEFORE : Side.AFTER;
  }

  /// Where the closing fences stand, by stream.
  public Map<String, String> closing() {
    Map<String, String> closing = new HashMap<>();
    positions.forEach(
        (name, position) -> {
          if (name.startsWith(CLOSE)) {
            closing.put(name.substring(CLOSE.length()), position);
          }
        });
    return closing;
  }

  /// Where the closing fence of a stream stands; null when it has none.
  public @Nullable String closing(String stream) {
    return positions.get(close(stream));
  }
}
