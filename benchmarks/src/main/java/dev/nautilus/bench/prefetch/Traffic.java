package dev.nautilus.bench.prefetch;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Writes a trace: who asks for what, and when. The times between two questions are exponential.
final class Traffic {
  /// Mean time between two questions of the whole fleet.
  private static final double MEAN_GAP_MILLIS = 400;

  private final SplittableRandom random;
  private final List<Ask> asks = new ArrayList<>();
  private double now;

  Traffic(SplittableRandom random) {
    this.random = random;
  }

  SplittableRandom random() {
    return random;
  }

  void ask(EngineType engine, Topic topic) {
    now += -Math.log(1 - random.nextDouble()) * MEAN_GAP_MILLIS;
    asks.add(new Ask((long) now, engine, topic));
  }

  /// Nobody asks for a while.
  void pause(long millis) {
    now += millis;
  }

  int size() {
    return asks.size();
  }

  List<Ask> asks() {
    return List.copyOf(asks);
  }

  static InstrumentId symbol(int number) {
    return InstrumentId.of("S" + number);
  }

  Topic anything(int symbols) {
    ServedType[] types = ServedType.values();
    return new Topic(types[random.nextInt(types.length)], symbol(random.nextInt(symbols)));
  }
}
