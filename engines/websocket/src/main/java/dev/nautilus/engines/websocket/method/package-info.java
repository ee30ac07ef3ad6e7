/// What the gateway does between a bus that never waits and browsers that may: deltas of documents,
/// conflation, limits of slow sessions. Numbers and texts alone, without a socket, Spring or a bus.
///
/// - [MergePatch] (RFC 7396) and [JsonPatch] (RFC 6902): a document from another one and a delta,
///   and the delta of two documents.
/// - [Lane]: what one subscription still has to send, under one of four [DeltaMode]s. Sources:
///   Lightstreamer, *General Concepts* (RAW, MERGE, DISTINCT, COMMAND).
/// - [Outbound]: all lanes of one session, its limits and its turns. Source of the limits: Spring
///   Framework's `ConcurrentWebSocketSessionDecorator`.
/// - [OpBudget]: how many requests a session may make. [CloseCode]: why a session ends.
///
/// **Threads** each class says; **Errors** a wrong argument is an [IllegalArgumentException] that
/// says what must be different; **Units** times are nanoseconds of a ticker, sizes are bytes.
@NullMarked
package dev.nautilus.engines.websocket.method;

import org.jspecify.annotations.NullMarked;
