package dev.nautilus.bus.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyEntryTest {
  private static final LegacyEntry FULL =
      new LegacyEntry(
          "risk_alert",
          EngineType.ENHANCED_VPIN,
          "vpin-1",
          utf8("{\"a\":1}"),
          Priority.FLASH_CRASH,
          Instant.ofEpochSecond(1_700_000_000, 123_456_789),
          "c-1",
          new MessageId("nautilus-risk-streams", 0x1f, 17),
          new LegacyOrigin("{el:risk:0}", "1700000000000-3", -1, 18),
          "risk.risk-1",
          Instant.ofEpochSecond(1_700_000_001),
          "strategy.strategy-1");

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> texts(Map<String, byte[]> fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> texts.put(name, new String(value, StandardCharsets.UTF_8)));
    return texts;
  }

  private static Map<String, byte[]> least() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("message_type", utf8("RISK_ALERT"));
    fields.put("source_engine", utf8("Enhanced_VPIN"));
    fields.put("payload", utf8("{}"));
    return fields;
  }

  @Test
  void fields_full_areThoseOnTheWire() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("message_type", "risk_alert");
    expected.put("source_engine", "enhanced-vpin");
    expected.put("source_instance", "vpin-1");
    expected.put("payload", "{\"a\":1}");
    expected.put("priority", "FLASH_CRASH");
    expected.put("timestamp", "1700000000.123456789");
    expected.put("correlation_id", "c-1");
    expected.put("message_id", "nautilus-risk-streams/1f-17");
    expected.put("origin", "{el:risk:0} 1700000000000-3 ffffffffffffffff-18");
    expected.put("reply_to", "risk.risk-1");
    expected.put("deadline", "1700000001.0");
    expected.put("answer_to", "strategy.strategy-1");
    assertThat(texts(FULL.fields())).containsExactlyEntriesOf(expected);
  }

  @Test
  void of_whatFieldsWrites_isTheSame() {
    LegacyEntry again = LegacyEntry.of(FULL.fields(), 5);
    assertThat(again).usingRecursiveComparison().isEqualTo(FULL);
  }

  @Test
  void of_foreignWithLittle_isCompleted() {
    LegacyEntry entry = LegacyEntry.of(least(), 1_700_000_000_250L);
    assertThat(entry.type()).isEqualTo("risk_alert");
    assertThat(entry.engine()).isEqualTo(EngineType.ENHANCED_VPIN);
    assertThat(entry.instance()).isEqualTo("unknown");
    assertThat(entry.priority()).isEqualTo(Priority.NORMAL);
    assertThat(entry.sentAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
    assertThat(entry.correlationId()).isNull();
    assertThat(entry.messageId()).isNull();
    assertThat(entry.origin()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "message_type, '', message_type",
    "source_engine, '', source_engine",
    "source_engine, 'a b', 'a b'",
    "payload, '', payload",
    "priority, 7, FLASH_CRASH",
    "timestamp, yesterday, yesterday",
    "timestamp, 1e999999999, decimal seconds",
    "message_id, 17, nautilus-risk-streams/1f-17",
    "origin, nowhere, origin must be",
    "origin, 'a 1-0 x-1', hexadecimal",
    "deadline, soon, deadline",
  })
  void of_fieldThatCannotBeRead_saysWhich(String field, String value, String said) {
    Map<String, byte[]> fields = least();
    fields.put(field, utf8(value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LegacyEntry.of(fields, 1))
        .withMessageContaining(said);
  }

  @Test
  void of_nothingOfOurs_saysWhatItHad() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LegacyEntry.of(Map.of("hello", utf8("world")), 1))
        .withMessageContaining("hello");
  }
}
