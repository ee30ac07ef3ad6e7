package dev.nautilus.bench.load;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;

/// The one message everybody carries: a quote with a running number, as 150 bytes of JSON for those
/// who carry bytes and as the record for those who carry records.
final class Payload {
  /// Bytes of the JSON form.
  static final int LENGTH = 150;

  private static final int DIGITS = 12;
  private static final String HEAD = "{\"seq\":\"";
  private static final int AT_DIGITS = HEAD.length();
  private static final byte[] TEMPLATE = template();

  private static final Source SOURCE = Source.of("bench");
  private static final Instant AT = Instant.parse("2026-01-02T15:04:05.123456789Z");
  private static final Quote QUOTE =
      new Quote(
          InstrumentId.of("AAPL"),
          OptionalDouble.of(198.78),
          OptionalDouble.of(2),
          OptionalDouble.of(198.81),
          OptionalDouble.of(7),
          OptionalDouble.of(198.8),
          "USD",
          new Provenance(SOURCE, AT, AT, 1, true));

  private Payload() {}

  private static byte[] template() {
    String rest =
        "\",\"symbol\":\"AAPL\",\"bid\":198.78,\"bidSize\":2.0,\"ask\":198.81,\"askSize\":7.0,"
            + "\"last\":198.8,\"currency\":\"USD\",\"source\":\"bench\",\"note\":\"";
    String text = HEAD + "0".repeat(DIGITS) + rest;
    String whole = text + "x".repeat(LENGTH - text.length() - 2) + "\"}";
    return whole.getBytes(StandardCharsets.US_ASCII);
  }

  /// The record; its version is the running number.
  static Quote quote(long sequence) {
    return QUOTE.withProvenance(QUOTE.provenance().withVersion(sequence));
  }

  static byte[] json(long sequence) {
    byte[] bytes = new byte[LENGTH];
    put(sequence, bytes, 0);
    return bytes;
  }

  static void put(long sequence, byte[] to, int at) {
    System.arraycopy(TEMPLATE, 0, to, at, LENGTH);
    long rest = sequence;
    for (int i = at + AT_DIGITS + DIGITS - 1; rest > 0; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static long sequence(byte[] from, int at) {
    long value = 0;
    for (int i = at + AT_DIGITS; i < at + AT_DIGITS + DIGITS; i++) {
      int digit = from[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not a message of this benchmark at byte " + at);
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
