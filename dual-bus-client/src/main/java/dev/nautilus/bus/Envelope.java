package dev.nautilus.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The transport's facts about a message; never part of the payload.
///
/// @param id identity, also the sequence that reveals gaps and duplicates
/// @param sender the engine that published it
/// @param senderInstance which instance of that engine
/// @param sentAt when `publish` was called (UTC, sender's clock)
/// @param priority as published
/// @param key what order is kept by: the symbol, order or account; empty when the type has none
/// @param correlationId ties a reply to its request, or a chain of messages together
/// @param replyTo channel of the asking instance; null unless it is a request
/// @param deadline after this instant nobody waits for the reply; null unless it is a request
/// @param traceParent W3C trace context of the sender
/// @param redelivered true when an earlier delivery may have reached a handler of this engine
/// @param snapshot true for a row of a snapshot, which precedes the live messages
/// @param origin where a message that came over the bridge or from main Redis was written, see
///   [dev.nautilus.bus.legacy.LegacyOrigin]; null for one that is native to its bus
public record Envelope(
    MessageId id,
    EngineType sender,
    String senderInstance,
    Instant sentAt,
    Priority priority,
    String key,
    @Nullable String correlationId,
    @Nullable String replyTo,
    @Nullable Instant deadline,
    @Nullable String traceParent,
    boolean redelivered,
    boolean snapshot,
    @Nullable String origin) {

  /// Of a message that is native to its bus.
  public Envelope(
      MessageId id,
      EngineType sender,
      String senderInstance,
      Instant sentAt,
      Priority priority,
      String key,
      @Nullable String correlationId,
      @Nullable String replyTo,
      @Nullable Instant deadline,
      @Nullable String traceParent,
      boolean redelivered,
      boolean snapshot) {
    this(
        id,
        sender,
        senderInstance,
        sentAt,
        priority,
        key,
        correlationId,
        replyTo,
        deadline,
        traceParent,
        redelivered,
        snapshot,
        null);
  }

  /// Shorthand for the id's sequence.
  public long sequence() {
    return id.sequence();
  }
}
