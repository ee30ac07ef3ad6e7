package dev.nautilus.hub.subscribe;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What waits for one follower. Of a state only the newest value waits; of events all, up to a
/// bound, then the oldest are lost and counted.
///
/// **Threads** Safe for many; [#next] is for one.
public final class Feed {
  private final Map<Object, MarketDatum> waiting = new LinkedHashMap<>();
  private final int most;
  private long events;
  private long lost;
  private boolean ended;

  /// What comes next.
  ///
  /// @param datum null when nothing came in time, or nothing comes any more
  /// @param lost events lost before it
  /// @param ended true when nothing comes any more
  public record Next(@Nullable MarketDatum datum, long lost, boolean ended) {}

  Feed(int most) {
    this.most = most;
  }

  synchronized void put(MarketDatum datum) {
    if (ended) {
      return;
    }
    ServedType type = ServedType.of(datum);
    Object key = type.handle().kind() == MessageType.Kind.STATE ? new State(type, datum) : events++;
    if (!waiting.containsKey(key) && waiting.size() >= most) {
      Iterator<MarketDatum> eldest = waiting.values().iterator();
      eldest.next();
      eldest.remove();
      lost++;
    }
    waiting.put(key, datum);
    notifyAll();
  }

  /// The same state, whatever its value.
  private record State(ServedType type, Object instrument, String part) {
    State(ServedType type, MarketDatum datum) {
      this(type, datum.instrument(), partOf(datum));
    }

    private static String partOf(MarketDatum datum) {
      return datum instanceof Fundamental figures ? figures.statement() + "|" + figures.asOf() : "";
    }
  }

  /// Waits for the next value.
  public synchronized Next next(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (waiting.isEmpty() && !ended) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return new Next(null, 0, false);
      }
      wait(left);
    }
    Iterator<MarketDatum> eldest = waiting.values().iterator();
    if (!eldest.hasNext()) {
      return new Next(null, 0, true);
    }
    MarketDatum datum = eldest.next();
    eldest.remove();
    long lostBefore = lost;
    lost = 0;
    return new Next(datum, lostBefore, false);
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
