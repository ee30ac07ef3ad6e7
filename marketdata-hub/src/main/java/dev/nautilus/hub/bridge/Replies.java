package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.legacy.LegacyOrigin;
import dev.nautilus.bus.legacy.LegacyStreams;
import dev.nautilus.bus.lettuce.StreamPort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Answers to requests that crossed. On a bus an answer is published to the asker's channel and
/// stands in no stream; on main it is an entry that names the asker. An answer is wanted for
/// seconds, by one, who asks again: a restart of the bridge may lose those on their way.
///
/// Any thread.
final class Replies {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final StreamPort main;
  private final Map<Bus, StreamPort> buses;
  private final InstantSource clock;
  private final BridgeMeters meters;
  private final String instance;
  private final ConcurrentLinkedQueue<byte[]> heard = new ConcurrentLinkedQueue<>();

  /// Who asked on main, by correlation id.
  private final Map<String, Asked> asked = oldestGiveWay();

  /// Who asked on a bus.
  private final Map<String, Asked> crossed = oldestGiveWay();

  private record Asked(String by, Instant until) {}

  /// @param instance a name of its own for each bridge
  Replies(
      StreamPort main,
      Map<Bus, StreamPort> buses,
      InstantSource clock,
      BridgeMeters meters,
      String instance) {
    this.main = main;
    this.buses = Map.copyOf(buses);
    this.clock = clock;
    this.meters = meters;
    this.instance = instance;
  }

  private Map<String, Asked> oldestGiveWay() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
        return size() > MOST || eldest.getValue().until().isBefore(clock.instant());
      }
    };
  }

  /// Where answers to what was asked on main come in on a bus.
  private String channel(Bus bus) {
    return bus.prefix() + ":reply:bridge:" + instance;
  }

  /// Listens on both buses, unless it does.
  ///
  /// @param wake run when there is something for [#toMain]
  void listen(Runnable wake) {
    buses.forEach(
        (bus, port) ->
            port.listen(
                channel(bus),
                bytes -> {
                  heard.add(bytes);
                  wake.run();
                }));
  }

  /// The channel that a request of main carries on its way to a bus; null for what is no request.
  @Nullable String ask(LegacyEntry entry) {
    String by = entry.replyTo();
    String id = entry.correlationId();
    if (by == null || id == null) {
      return null;
    }
    Instant deadline = entry.deadline();
    synchronized (asked) {
      asked.put(id, new Asked(by, deadline == null ? clock.instant().plus(LONGEST) : deadline));
    }
    return Catalogue.find(entry.type()).map(type -> channel(type.bus())).orElse(null);
  }

  /// A request crossed from a bus to main.
  void crossed(Envelope request) {
    String id = request.correlationId();
    String by = request.replyTo();
    if (id != null && by != null) {
      Instant deadline = request.deadline();
      synchronized (crossed) {
        crossed.put(id, new Asked(by, deadline == null ? clock.instant().plus(LONGEST) : deadline));
      }
    }
  }

  /// Who asked what an entry of main answers; null when it is no answer. One of ours says it, one
  /// of another client bears the number of a request that crossed.
  private @Nullable String asker(LegacyEntry entry) {
    if (entry.answerTo() != null) {
      return entry.answerTo();
    }
    String id = entry.correlationId();
    synchronized (crossed) {
      Asked by = id == null ? null : crossed.remove(id);
      return by == null ? null : by.by();
    }
  }

  /// Publishes an answer of main to the asker, if that one is on a bus.
  ///
  /// @return whether it is an answer, to whomever
  boolean toBus(LegacyEntry entry) {
    String to = asker(entry);
    if (to == null) {
      return false;
    }
    for (Map.Entry<Bus, StreamPort> bus : buses.entrySet()) {
      if (to.startsWith(bus.getKey().prefix() + ":reply:")) {
        try {
          bus.getValue().publish(to, frame(entry));
          meters.carried(Direction.to(bus.getKey()), 1, entry.sentAt().toEpochMilli() + "-0");
        } catch (BusException | IllegalArgumentException e) {
          meters.refused("reply");
          log.warn("An answer to {} is not passed on: {}", to, e.getMessage());
        }
      }
    }
    return true;
  }

  private static byte[] frame(LegacyEntry entry) {
    OutgoingMessage message =
        new OutgoingMessage(
            entry.type(),
            Catalogue.find(entry.type()).map(MessageType::version).orElse(1),
            body(entry),
            entry.priority(),
            "",
            entry.sentAt(),
            entry.correlationId(),
            null,
            null,
            null,
            false);
    return FrameEncoder.encode(
        new FrameHeader(entry.engine(), entry.instance(), 0, 1, 1, 0, 0), List.of(message));
  }

  private static byte[] body(LegacyEntry entry) {
    Optional<MessageType<?>> type = Catalogue.find(entry.type());
    return type.isPresent() ? body(entry, type.get()) : entry.payload();
  }

  private static <P> byte[] body(LegacyEntry entry, MessageType<P> type) {
    try {
      P payload = PayloadJson.mapper().readValue(entry.payload(), type.payload());
      return PayloadCodecs.of(type).encode(payload);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a " + type.name() + ": " + e.getOriginalMessage(), e);
    }
  }

  /// Writes the answers that came from the buses to main.
  void toMain() {
    byte[] bytes = heard.peek();
    while (bytes != null) {
      try {
        answer(FrameDecoder.decode(bytes));
      } catch (CorruptFrameException e) {
        meters.refused("corrupt");
        log.warn("An answer is not a frame: {}", e.getMessage());
      }
      heard.poll();
      bytes = heard.peek();
    }
  }

  private void answer(Frame frame) {
    for (int i = 0; i < frame.count(); i++) {
      Envelope envelope = frame.envelope(i, "reply", false);
      String id = envelope.correlationId();
      Asked asker;
      synchronized (asked) {
        asker = id == null ? null : asked.remove(id);
      }
      if (asker != null) {
        LegacyEntry entry = entry(frame, i, envelope, asker.by());
        main.add(LegacyStreams.EXPRESS, entry.flat());
        meters.carried(Direction.TO_MAIN, 1, envelope.sentAt().toEpochMilli() + "-0");
      }
    }
  }

  private static LegacyEntry entry(Frame frame, int index, Envelope envelope, String asker) {
    EngineType sender = envelope.sender();
    // Not the request's: it names a place, so that nobody carries the answer back.
    LegacyOrigin origin = new LegacyOrigin("reply", Places.START, 0, 1);
    return new LegacyEntry(
        frame.typeName(index),
        sender,
        envelope.senderInstance(),
        payload(frame, index),
        envelope.priority(),
        envelope.sentAt(),
        envelope.correlationId(),
        null,
        origin,
        null,
        null,
        asker);
  }

  private static byte[] payload(Frame frame, int index) {
    ByteBuffer body = frame.body(index);
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    if (bytes.length > 0 && bytes[0] == '{') {
      return bytes;
    }
    // The reason of a failure, which is plain text on a bus.
    return JsonText.payload(Map.of("error", new String(bytes, StandardCharsets.UTF_8)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
