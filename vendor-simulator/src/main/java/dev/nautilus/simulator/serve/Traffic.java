package dev.nautilus.simulator.serve;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/// Exact counts of one vendor's connections and requests. One lock: being exact matters here, being
/// fast does not.
final class Traffic {
  private static final int SECONDS_KEPT = 300;

  private final Set<Visit> silent = new HashSet<>();
  private int openHttp;
  private int peakHttp;
  private int openStreams;
  private int peakStreams;
  private long accepted;
  private long requests;
  private final TreeMap<String, Long> byPath = new TreeMap<>();
  private final TreeMap<Instant, Long> bySecond = new TreeMap<>();

  /// One TCP connection. Whether it is an HTTP connection or the beginning of a WebSocket shows at
  /// its first request; until then it remembers the company it kept, so that the peak is right
  /// either way.
  static final class Visit {
    private int together;
    private boolean stream;
    private boolean gone;

    private Visit() {}
  }

  synchronized Visit connected() {
    accepted++;
    Visit visit = new Visit();
    visit.together = openHttp + 1;
    silent.add(visit);
    return visit;
  }

  /// It speaks HTTP, or went away without a word.
  synchronized void spokeHttp(Visit visit) {
    if (silent.remove(visit)) {
      openHttp++;
      peakHttp = Math.max(peakHttp, Math.max(openHttp, visit.together));
      for (Visit other : silent) {
        other.together = Math.max(other.together, openHttp + 1);
      }
    }
  }

  /// It has become a WebSocket.
  synchronized void upgraded(Visit visit) {
    if (!silent.remove(visit)) {
      openHttp--;
    }
    visit.stream = true;
    openStreams++;
    peakStreams = Math.max(peakStreams, openStreams);
  }

  /// It is gone; telling it again changes nothing.
  synchronized void closed(Visit visit) {
    if (visit.gone) {
      return;
    }
    visit.gone = true;
    if (visit.stream) {
      openStreams--;
    } else {
      if (silent.contains(visit)) {
        // It never said what it was, so it counts with all that were open beside it.
        peakHttp = Math.max(peakHttp, openHttp + silent.size());
      }
      spokeHttp(visit);
      openHttp--;
    }
  }

  synchronized void requested(String template, Instant at) {
    requests++;
    byPath.merge(template, 1L, Long::sum);
    bySecond.merge(at.truncatedTo(ChronoUnit.SECONDS), 1L, Long::sum);
    while (bySecond.size() > SECONDS_KEPT) {
      bySecond.pollFirstEntry();
    }
  }

  /// Forgets the past; what is open stays open and is the new peak.
  synchronized void reset() {
    peakHttp = openHttp;
    silent.forEach(visit -> visit.together = openHttp + 1);
    peakStreams = openStreams;
    accepted = 0;
    requests = 0;
    byPath.clear();
    bySecond.clear();
  }

  synchronized TrafficReport report() {
    return new TrafficReport(
        openHttp + silent.size(),
        peakHttp,
        openStreams,
        peakStreams,
        accepted,
        requests,
        Collections.unmodifiableSortedMap(new TreeMap<>(byPath)),
        Collections.unmodifiableSortedMap(new TreeMap<>(bySecond)));
  }
}
