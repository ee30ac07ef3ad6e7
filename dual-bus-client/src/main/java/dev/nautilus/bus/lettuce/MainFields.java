package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.legacy.LegacyEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A frame as the entries of a stream of main Redis: one for each message.
///
/// @param setup who publishes
/// @param stream where to
record MainFields(BusTransport.Setup setup, String stream) {

  /// For each message the number of its names and values, and these, behind other arguments of the
  /// script.
  byte[][] behind(OutgoingFrame frame, byte[] publisher, byte[]... arguments) {
    long incarnation = Long.parseUnsignedLong(new String(publisher, StandardCharsets.US_ASCII), 16);
    List<byte[]> all = new ArrayList<>();
    all.add(publisher);
    all.addAll(List.of(arguments));
    long sequence = frame.first();
    for (Pending pending : frame.messages()) {
      MessageId id = new MessageId(stream, incarnation, sequence++);
      byte[][] fields = entry(Objects.requireNonNull(pending.message().whole()), id).flat();
      all.add(Integer.toString(fields.length).getBytes(StandardCharsets.US_ASCII));
      all.addAll(List.of(fields));
    }
    return all.toArray(byte[][]::new);
  }

  /// What names an instance and has a deadline asks; what names one and has none answers.
  private LegacyEntry entry(OutgoingMessage message, MessageId id) {
    boolean asks = message.deadline() != null;
    return new LegacyEntry(
        message.typeName(),
        setup.engine(),
        setup.instance(),
        message.body(),
        message.priority(),
        message.sentAt(),
        message.correlationId(),
        id,
        null,
        asks ? message.replyTo() : null,
        message.deadline(),
        asks ? null : message.replyTo());
  }
}
