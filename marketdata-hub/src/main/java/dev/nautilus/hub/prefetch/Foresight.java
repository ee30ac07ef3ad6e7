package dev.nautilus.hub.prefetch;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Says what each engine will ask for next, from what it asked for before. Knows neither time nor
/// vendors: whoever uses it tells it what was asked and what was fetched.
///
/// **Threads** Guarded by its own lock.
public final class Foresight {
  private final PrefetchProperties properties;
  private final Predicate<ServedType> worthwhile;
  private final Predicate<Topic> atHand;
  private final Map<EngineType, Mind> minds;

  /// @param worthwhile types that may be fetched before anybody asks
  /// @param atHand whether a fresh answer is in the cache
  public Foresight(
      PrefetchProperties properties, Predicate<ServedType> worthwhile, Predicate<Topic> atHand) {
    this.properties = properties;
    this.worthwhile = worthwhile;
    this.atHand = atHand;
    this.minds =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<EngineType, Mind> eldest) {
            return size() > properties.engines();
          }
        };
  }

  /// Takes note of a question.
  ///
  /// @param missed whether a vendor had to be called for it
  /// @return what should be fetched now; nothing while guesses about the engine are not good enough
  public synchronized List<Topic> observe(EngineType engine, Topic topic, boolean missed) {
    return minds
        .computeIfAbsent(engine, _ -> new Mind(properties, worthwhile, atHand))
        .observe(topic, missed);
  }

  /// A guess about an engine was fetched.
  public synchronized void fetched(EngineType engine, Topic topic) {
    Mind mind = minds.get(engine);
    if (mind != null) {
      mind.fetched(topic);
    }
  }

  /// How good it is, by engine.
  public synchronized Map<String, MindReport> report() {
    Map<String, MindReport> reports = new TreeMap<>();
    minds.forEach((engine, mind) -> reports.put(engine.name(), mind.report()));
    return reports;
  }
}
