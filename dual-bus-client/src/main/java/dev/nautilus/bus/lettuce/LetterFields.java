package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.MessageId;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A dead letter as the fields of its stream entry: text that `redis-cli` shows, and the frame.
final class LetterFields {
  private static final String REASON = "reason";
  private static final String EXCEPTION = "exception";
  private static final String ERROR = "error";
  private static final String ATTEMPTS = "attempts";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String STREAM = "stream";
  private static final String ENTRY = "entry";
  private static final String INDEX = "index";
  private static final String INCARNATION = "incarnation";
  private static final String SEQUENCE = "sequence";
  private static final String TYPE = "type";
  private static final String KEY = "key";

  private final String stream;
  private final String entryId;
  private final int index;
  private final Map<String, byte[]> fields = new LinkedHashMap<>();

  LetterFields(Failure failure, String stream, String entryId, int index) {
    this.stream = stream;
    this.entryId = entryId;
    this.index = index;
    put(REASON, failure.reason().name());
    put(EXCEPTION, failure.exception());
    put(ERROR, failure.error());
    put(ATTEMPTS, Integer.toString(failure.attempts()));
    put(FIRST, failure.first().toString());
    put(LAST, failure.last().toString());
    put(STREAM, stream);
    put(ENTRY, entryId);
    put(INDEX, Integer.toString(index));
  }

  /// What a readable frame adds.
  void message(long incarnation, long sequence, String type, String key) {
    put(INCARNATION, Long.toHexString(incarnation));
    put(SEQUENCE, Long.toString(sequence));
    put(TYPE, type);
    put(KEY, key);
  }

  void frame(byte[] bytes) {
    fields.put(GroupReader.FIELD, bytes);
  }

  String stream() {
    return stream;
  }

  String entryId() {
    return entryId;
  }

  int index() {
    return index;
  }

  /// Names and values behind other arguments of a script.
  byte[][] behind(String... arguments) {
    byte[][] all = new byte[arguments.length + 2 * fields.size()][];
    int at = 0;
    for (String argument : arguments) {
      all[at++] = utf8(argument);
    }
    for (Map.Entry<String, byte[]> field : fields.entrySet()) {
      all[at++] = utf8(field.getKey());
      all[at++] = field.getValue();
    }
    return all;
  }

  /// Reads an entry of a dead-letter stream.
  ///
  /// @param home the stream its messages were published to
  /// @throws IllegalArgumentException when it is not one
  static DeadLetter letter(StreamMessage<String, byte[]> entry, String home) {
    Map<String, byte[]> fields = entry.getBody();
    return new DeadLetter(
        entry.getId(),
        DeadLetter.Reason.valueOf(text(fields, REASON, "CORRUPT")),
        text(fields, EXCEPTION, ""),
        text(fields, ERROR, ""),
        Integer.parseInt(text(fields, ATTEMPTS, "0")),
        instant(fields, FIRST),
        instant(fields, LAST),
        text(fields, STREAM, home),
        text(fields, ENTRY, ""),
        Integer.parseInt(text(fields, INDEX, "0")),
        new MessageId(
            home,
            Long.parseUnsignedLong(text(fields, INCARNATION, "0"), 16),
            Long.parseLong(text(fields, SEQUENCE, "0"))),
        text(fields, TYPE, ""),
        text(fields, KEY, ""),
        fields.getOrDefault(GroupReader.FIELD, new byte[0]));
  }

  private static Instant instant(Map<String, byte[]> fields, String name) {
    return Instant.parse(text(fields, name, Instant.EPOCH.toString()));
  }

  private static String text(Map<String, byte[]> fields, String name, String otherwise) {
    byte[] value = fields.get(name);
    return value == null ? otherwise : new String(value, StandardCharsets.UTF_8);
  }

  private void put(String name, String value) {
    fields.put(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "%s of entry %s in %s, message %d, after %s attempts: %s: %s"
        .formatted(
            text(fields, TYPE, "unreadable frame"),
            entryId,
            stream,
            index,
            text(fields, ATTEMPTS, "0"),
            text(fields, EXCEPTION, ""),
            text(fields, ERROR, ""));
  }
}
