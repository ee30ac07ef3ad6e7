package dev.nautilus.bus.codec;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Right frames of every kind, to be damaged: heartbeats and goodbyes, every optional field, the
/// five binary layouts, every JSON type, small and middle sizes. The same seed makes the same ones.
final class FrameCorpus {
  private static final List<MessageType<?>> BINARY =
      List.of(
          MessageType.TICK,
          MessageType.QUOTE,
          MessageType.TRADE,
          MessageType.BAR,
          MessageType.LEVEL2);

  private final Random random;
  private final RandomRecords records;

  private FrameCorpus(long seed) {
    random = new Random(seed);
    records = new RandomRecords(seed);
  }

  /// Frames whose payloads nobody looks into.
  static List<Mutations.Original> opaque(long seed) {
    FrameCorpus corpus = new FrameCorpus(seed);
    List<Mutations.Original> frames = new ArrayList<>();
    frames.add(Mutations.Original.of(Frames.sample()));
    for (int i = 0; i < 4; i++) {
      frames.add(
          Mutations.Original.of(FrameEncoder.encode(corpus.header(EngineType.HUB, 0), List.of())));
      frames.add(Mutations.Original.of(FrameEncoder.goodbye(corpus.header(EngineType.RISK, 0))));
    }
    for (int i = 0; i < 24; i++) {
      int count = i < 22 ? 1 + i % 4 : 30;
      frames.add(corpus.frame(Frames.random(corpus.random, count)));
    }
    return frames;
  }

  /// Frames of the five binary layouts, mixed.
  static List<Mutations.Original> binary(long seed) {
    FrameCorpus corpus = new FrameCorpus(seed);
    List<Mutations.Original> frames = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<OutgoingMessage> messages = new ArrayList<>();
      for (int m = i < 38 ? i % 3 : 15; m >= 0; m--) {
        messages.add(corpus.message(BINARY.get((i + m) % BINARY.size())));
      }
      frames.add(corpus.withBodyPlaces(corpus.frame(messages)));
    }
    return frames;
  }

  /// One frame of each JSON type of the catalogue.
  static List<Mutations.Original> json(long seed) {
    FrameCorpus corpus = new FrameCorpus(seed);
    List<Mutations.Original> frames = new ArrayList<>();
    for (MessageType<?> type : Catalogue.builtIn()) {
      if (!BINARY.contains(type)) {
        frames.add(corpus.frame(List.of(corpus.message(type))));
      }
    }
    return frames;
  }

  private Mutations.Original frame(List<OutgoingMessage> messages) {
    return Mutations.Original.of(
        FrameEncoder.encode(header(EngineType.ENHANCED_VPIN, messages.size()), messages));
  }

  private FrameHeader header(EngineType sender, int count) {
    return new FrameHeader(
        sender,
        "instance-" + random.nextInt(1000),
        random.nextLong(),
        1 + random.nextInt(Integer.MAX_VALUE),
        count,
        random.nextInt(Integer.MAX_VALUE) * 1000L,
        random.nextInt(4));
  }

  private <P> OutgoingMessage message(MessageType<P> type) {
    P payload = records.next(type.payload());
    return new OutgoingMessage(
            type.name(),
            type.version(),
            PayloadCodecs.of(type).encode(payload),
            FrameLayout.priority(random.nextInt(6)),
            type.keyOf(payload),
            Instant.ofEpochSecond(1_795_374_000L + random.nextInt(), random.nextInt(1_000_000_000)),
            null,
            null,
            null,
            random.nextBoolean() ? null : "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            random.nextBoolean())
        .carriedFrom(random.nextBoolean() ? null : "nautilus-risk-streams 1795374000000-0");
  }

  /// Adds what a binary layout has of lengths, counts and numbers, by `docs/wire-format.md`.
  private Mutations.Original withBodyPlaces(Mutations.Original frame) {
    Frame read = FrameDecoder.decode(frame.bytes());
    List<Integer> places = new ArrayList<>();
    Arrays.stream(frame.places()).forEach(places::add);
    for (int i = 0; i < read.count(); i++) {
      ByteBuffer body = read.body(i);
      int at = body.arrayOffset();
      int block = body.getShort(0);
      add(places, at, 2);
      add(places, at + 10, 4);
      add(places, at + 22, 4);
      add(places, at + 26, 8);
      for (int field = 35; field + 8 <= 2 + block; field += 4) {
        add(places, at + field, field % 8 == 3 ? 8 : 2);
      }
      add(places, at + 39, 1);
      add(places, at + 1 + block, 1);
      int instrument = 2 + block;
      add(places, at + instrument, 2);
      add(places, at + instrument + 2 + body.getShort(instrument), 2);
    }
    return new Mutations.Original(
        frame.bytes(), places.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void add(List<Integer> places, int at, int width) {
    places.add(at << 4 | width);
  }
}
