package dev.nautilus.bus.legacy;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.Interned;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message as it stands in a stream of main Redis: one entry, its fields all text. The first
/// seven fields are those that legacy engines write and read; the others are ours and may be
/// ignored.
///
/// | field | content |
/// |---|---|
/// | `message_type` | catalogue name, lower case; read in any case |
/// | `source_engine`, `source_instance` | who published it |
/// | `payload` | the record as JSON |
/// | `priority` | `LOW` to `FLASH_CRASH`; read in any case |
/// | `timestamp` | seconds since 1970, decimal, up to nine places |
/// | `correlation_id` | empty when there is none |
/// | `message_id` | `<stream>/<incarnation>-<sequence>` |
/// | `origin` | where it was carried from, see [LegacyOrigin] |
/// | `reply_to`, `deadline` | of a request: the asking instance, and when it stops waiting |
/// | `answer_to` | of a reply: the asking instance |
///
/// @param type catalogue name, lower case
/// @param engine who published it
/// @param instance which instance of it
/// @param payload JSON in UTF-8; not copied
/// @param priority as published
/// @param sentAt when `publish` was called, the sender's clock
/// @param correlationId ties a reply to its request; null for none
/// @param messageId null in a foreign entry
/// @param origin null when it is native
/// @param replyTo null unless it is a request of a client of ours
/// @param deadline null unless it is a request of a client of ours
/// @param answerTo null unless it is a reply to such a request
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LegacyEntry(
    String type,
    EngineType engine,
    String instance,
    byte[] payload,
    Priority priority,
    Instant sentAt,
    @Nullable String correlationId,
    @Nullable MessageId messageId,
    @Nullable LegacyOrigin origin,
    @Nullable String replyTo,
    @Nullable Instant deadline,
    @Nullable String answerTo) {

  private static final int LONGEST_SHOWN = 60;
  private static final int LONGEST_INSTANCE = 80;

  /// Field that names the type.
  public static final String TYPE = "message_type";

  /// Field that says where it was carried from.
  public static final String ORIGIN = "origin";

  /// Field that ties a reply to its request.
  public static final String CORRELATION = "correlation_id";

  private static final String ENGINE = "source_engine";
  private static final String INSTANCE = "source_instance";
  private static final String PAYLOAD = "payload";
  private static final String PRIORITY = "priority";
  private static final String TIMESTAMP = "timestamp";
  private static final String MESSAGE = "message_id";
  private static final String REPLY_TO = "reply_to";
  private static final String DEADLINE = "deadline";
  private static final String ANSWER_TO = "answer_to";
  private static final String UNKNOWN = "unknown";
  private static final Map<String, byte[]> NAMES = names();

  /// Few engines write many entries.
  private static final Interned<EngineType> ENGINES = new Interned<>(LegacyEntry::engine);

  private static final Interned<String> INSTANCES = new Interned<>(LegacyEntry::instance);

  private static Map<String, byte[]> names() {
    Map<String, byte[]> names = new LinkedHashMap<>();
    for (String name :
        List.of(
            TYPE,
            ENGINE,
            INSTANCE,
            PAYLOAD,
            PRIORITY,
            TIMESTAMP,
            CORRELATION,
            MESSAGE,
            ORIGIN,
            REPLY_TO,
            DEADLINE,
            ANSWER_TO)) {
      names.put(name, utf8(name));
    }
    return names;
  }

  /// The fields as XADD takes them: names and values in turn. The names are shared: do not write to
  /// them.
  public byte[][] flat() {
    List<byte[]> flat = new ArrayList<>(2 * NAMES.size());
    fields()
        .forEach(
            (name, value) -> {
              flat.add(NAMES.getOrDefault(name, value));
              flat.add(value);
            });
    return flat.toArray(byte[][]::new);
  }

  /// The fields in the order in which they are written.
  public Map<String, byte[]> fields() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put(TYPE, utf8(type));
    fields.put(ENGINE, utf8(engine.name()));
    fields.put(INSTANCE, utf8(instance));
    fields.put(PAYLOAD, payload);
    fields.put(PRIORITY, utf8(priority.name()));
    fields.put(TIMESTAMP, utf8(DecimalSeconds.text(sentAt)));
    fields.put(CORRELATION, utf8(correlationId == null ? "" : correlationId));
    putIfThere(fields, MESSAGE, messageId);
    putIfThere(fields, ORIGIN, origin);
    putIfThere(fields, REPLY_TO, replyTo);
    putIfThere(fields, DEADLINE, deadline == null ? null : DecimalSeconds.text(deadline));
    putIfThere(fields, ANSWER_TO, answerTo);
    return fields;
  }

  /// Reads an entry. Foreign ones may leave out everything but type, engine and payload; fields
  /// that are not ours are ignored.
  ///
  /// @param entryMillis the milliseconds of its id: when it was written, for one without timestamp
  /// @throws IllegalArgumentException when a field is missing or cannot be read
  public static LegacyEntry of(Map<String, byte[]> fields, long entryMillis) {
    byte[] payload = fields.get(PAYLOAD);
    if (payload == null || payload.length == 0) {
      throw missing(PAYLOAD, fields);
    }
    byte[] engine = fields.get(ENGINE);
    if (engine == null || engine.length == 0) {
      throw missing(ENGINE, fields);
    }
    byte[] instance = fields.get(INSTANCE);
    String correlation = text(fields, CORRELATION);
    String message = text(fields, MESSAGE);
    String origin = text(fields, ORIGIN);
    Instant sentAt = instant(fields, TIMESTAMP);
    return new LegacyEntry(
        typeOf(required(fields, TYPE)),
        engine(engine),
        instance == null ? UNKNOWN : instance(instance),
        payload,
        priority(text(fields, PRIORITY)),
        sentAt == null ? Instant.ofEpochMilli(entryMillis) : sentAt,
        correlation,
        message == null ? null : messageId(message),
        origin == null ? null : LegacyOrigin.parse(origin),
        text(fields, REPLY_TO),
        instant(fields, DEADLINE),
        text(fields, ANSWER_TO));
  }

  private static String required(Map<String, byte[]> fields, String name) {
    String value = text(fields, name);
    if (value == null) {
      throw missing(name, fields);
    }
    return value;
  }

  private static IllegalArgumentException missing(String name, Map<String, byte[]> fields) {
    return new IllegalArgumentException(
        "an entry must have a field " + name + " that is not empty, had only " + fields.keySet());
  }

  /// Null when it is missing or empty: Redis has no null, so clients write empty texts.
  private static @Nullable String text(Map<String, byte[]> fields, String name) {
    byte[] value = fields.get(name);
    return value == null || value.length == 0
        ? null
        : said(new String(value, StandardCharsets.UTF_8));
  }

  private static @Nullable String said(String value) {
    String text = value.strip();
    return text.isEmpty() || text.equals("None") ? null : text;
  }

  /// The catalogue name that a field [#TYPE] means: it is written in any case.
  public static String typeOf(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }

  private static EngineType engine(byte[] value) {
    return ENGINES.get(value, 0, value.length);
  }

  /// Long ones are not kept: whoever writes to main Redis could fill our memory with them.
  private static String instance(byte[] value) {
    return value.length <= LONGEST_INSTANCE
        ? INSTANCES.get(value, 0, value.length)
        : instance(new String(value, StandardCharsets.UTF_8));
  }

  /// Legacy engines write their names in capitals or with underscores too.
  private static EngineType engine(String value) {
    String name = value.strip();
    try {
      return new EngineType(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          ENGINE + " must be a name of 1 to 40 letters, digits, - and _, was " + shown(name), e);
    }
  }

  private static String instance(String value) {
    String name = said(value);
    String plain = name == null ? UNKNOWN : name.replaceAll("[^A-Za-z0-9._-]", "-");
    return plain.length() <= LONGEST_INSTANCE ? plain : plain.substring(0, LONGEST_INSTANCE);
  }

  private static Priority priority(@Nullable String name) {
    try {
      return name == null ? Priority.NORMAL : Priority.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          PRIORITY
              + " must be LOW, NORMAL, HIGH, URGENT, CRITICAL or FLASH_CRASH, was "
              + shown(name),
          e);
    }
  }

  private static MessageId messageId(String text) {
    int slash = text.lastIndexOf('/');
    int dash = text.indexOf('-', Math.max(slash, 0));
    try {
      if (slash < 1 || dash < 0) {
        throw new NumberFormatException("no / or no - behind it");
      }
      return new MessageId(
          text.substring(0, slash),
          Long.parseUnsignedLong(text.substring(slash + 1, dash), 16),
          Long.parseLong(text.substring(dash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          MESSAGE + " must be like nautilus-risk-streams/1f-17, was " + shown(text), e);
    }
  }

  private static @Nullable Instant instant(Map<String, byte[]> fields, String name) {
    String text = text(fields, name);
    if (text == null) {
      return null;
    }
    try {
      return DecimalSeconds.parse(text);
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException(
          name + " must be decimal seconds since 1970 like 1700000000.25, was " + shown(text), e);
    }
  }

  private static String shown(@Nullable String text) {
    String all = String.valueOf(text);
    return "'"
        + (all.length() <= LONGEST_SHOWN ? all : all.substring(0, LONGEST_SHOWN) + "...")
        + "'";
  }

  private static void putIfThere(Map<String, byte[]> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, utf8(value.toString()));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
