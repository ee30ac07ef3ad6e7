package dev.nautilus.bench.prefetch;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/// The traces that are guessed at.
enum TraceKind {
  /// Each engine goes from topic to topic: nine times of ten to the one that always follows, else
  /// anywhere.
  MARKOV_WITH_NOISE(true) {
    @Override
    void write(Traffic traffic, int length) {
      walk(traffic, length);
    }
  },
  /// Engines glance at a symbol or study it (quote, book, news, then figures), symbols by Zipf's
  /// law, with one question in twelve about something else.
  ZIPF_SYMBOLS(true) {
    @Override
    void write(Traffic traffic, int length) {
      study(traffic, length, STUDY);
    }
  },
  /// The same, but halfway all engines change their habits.
  REGIME_CHANGE(true) {
    @Override
    void write(Traffic traffic, int length) {
      study(traffic, length / 2, STUDY);
      study(traffic, length, OTHER_STUDY);
    }
  },
  /// Any topic at any time.
  UNIFORM_RANDOM(false) {
    @Override
    void write(Traffic traffic, int length) {
      while (traffic.size() < length) {
        traffic.ask(any(traffic.random()), traffic.anything(SYMBOLS));
      }
    }
  },
  /// Any topic of a few, so that by chance some seem to follow others.
  FEW_TOPICS_RANDOM(false) {
    @Override
    void write(Traffic traffic, int length) {
      while (traffic.size() < length) {
        traffic.ask(any(traffic.random()), traffic.anything(12));
      }
    }
  },
  /// A sequence is shown until it must have been learned, then the first half comes alone, when its
  /// second half would have to be fetched anew; then another one, for ever.
  ADVERSARIAL_RANDOM(false) {
    @Override
    void write(Traffic traffic, int length) {
      bait(traffic, length);
    }
  };

  private static final int SYMBOLS = 500;
  private static final double NOISE = 1.0 / 12;
  private static final long TWO_HOURS = 7_200_000;
  private static final List<ServedType> STUDY =
      List.of(ServedType.QUOTE, ServedType.LEVEL2, ServedType.NEWS, ServedType.FUNDAMENTAL);
  private static final List<ServedType> OTHER_STUDY =
      List.of(ServedType.QUOTE, ServedType.BAR, ServedType.SENTIMENT, ServedType.CORPORATE_ACTION);
  private static final List<EngineType> ENGINES =
      List.of(
          EngineType.RISK,
          EngineType.ML,
          EngineType.FEATURES,
          EngineType.STRATEGY,
          EngineType.PORTFOLIO,
          EngineType.FACTOR);

  private final boolean learnable;

  TraceKind(boolean learnable) {
    this.learnable = learnable;
  }

  abstract void write(Traffic traffic, int length);

  /// Whether there is something to learn.
  boolean isLearnable() {
    return learnable;
  }

  /// The trace of a seed.
  List<Ask> trace(long seed, int length) {
    Traffic traffic = new Traffic(new SplittableRandom(seed * 31 + name().hashCode()));
    write(traffic, length);
    return traffic.asks();
  }

  /// Its name for people.
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static EngineType any(SplittableRandom random) {
    return ENGINES.get(random.nextInt(ENGINES.size()));
  }

  private static void walk(Traffic traffic, int length) {
    SplittableRandom random = traffic.random();
    Map<EngineType, Map<Topic, Topic>> next = new HashMap<>();
    Map<EngineType, Topic> at = new HashMap<>();
    for (EngineType engine : ENGINES) {
      List<Topic> topics = new ArrayList<>();
      for (int symbol = 0; symbol < 30; symbol++) {
        for (ServedType type : STUDY) {
          topics.add(new Topic(type, Traffic.symbol(symbol)));
        }
      }
      Collections.shuffle(topics, new Random(random.nextLong()));
      Map<Topic, Topic> ring = new HashMap<>();
      for (int i = 0; i < topics.size(); i++) {
        ring.put(topics.get(i), topics.get((i + 1) % topics.size()));
      }
      next.put(engine, ring);
      at.put(engine, topics.getFirst());
    }
    while (traffic.size() < length) {
      EngineType engine = any(random);
      Map<Topic, Topic> ring = next.getOrDefault(engine, Map.of());
      Topic follows = ring.getOrDefault(at.get(engine), traffic.anything(30));
      if (random.nextDouble() < 0.1) {
        List<Topic> all = List.copyOf(ring.keySet());
        follows = all.get(random.nextInt(all.size()));
      }
      traffic.ask(engine, follows);
      at.put(engine, follows);
    }
  }

  private static void study(Traffic traffic, int length, List<ServedType> steps) {
    SplittableRandom random = traffic.random();
    ZipfSymbols symbols = new ZipfSymbols(SYMBOLS);
    while (traffic.size() < length) {
      EngineType engine = any(random);
      InstrumentId symbol = symbols.next(random);
      int depth = random.nextBoolean() ? 1 : steps.size();
      for (ServedType step : steps.subList(0, depth)) {
        if (random.nextDouble() < NOISE) {
          traffic.ask(engine, traffic.anything(SYMBOLS));
        }
        traffic.ask(engine, new Topic(step, symbol));
      }
    }
  }

  private static void bait(Traffic traffic, int length) {
    SplittableRandom random = traffic.random();
    int number = 0;
    while (traffic.size() < length) {
      EngineType engine = any(random);
      Topic bait = new Topic(ServedType.QUOTE, Traffic.symbol(number));
      Topic hook = new Topic(ServedType.NEWS, InstrumentId.of("T" + number));
      int times = 8 + random.nextInt(12);
      for (int i = 0; i < times; i++) {
        traffic.ask(engine, bait);
        traffic.ask(engine, hook);
        for (int j = 0; j < 5; j++) {
          traffic.ask(engine, traffic.anything(SYMBOLS));
        }
      }
      traffic.pause(TWO_HOURS);
      traffic.ask(engine, bait);
      number++;
    }
  }
}
