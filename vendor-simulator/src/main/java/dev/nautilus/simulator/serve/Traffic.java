package dev.nautilus.simulator.serve;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.TreeMap;

/// Exact counts of one vendor's connections and requests. One lock: being exact matters here, being
/// fast does not.
final class Traffic {
  private static final int SECONDS_KEPT = 300;

  private int openHttp;
  private int peakHttp;
  private int openStreams;
  private int peakStreams;
  private long accepted;
  private long requests;
  private final TreeMap<String, Long> byPath = new TreeMap<>();
  private final TreeMap<Instant, Long> bySecond = new TreeMap<>();

  synchronized void connected() {
    accepted++;
    openHttp++;
    peakHttp = Math.max(peakHttp, openHttp);
  }

  /// An HTTP connection has become a WebSocket.
  synchronized void upgraded() {
    openHttp--;
    openStreams++;
    peakStreams = Math.max(peakStreams, openStreams);
  }

  synchronized void closed(boolean stream) {
    if (stream) {
      openStreams--;
    } else {
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
    peakStreams = openStreams;
    accepted = 0;
    requests = 0;
    byPath.clear();
    bySecond.clear();
  }

  synchronized TrafficReport report() {
    return new TrafficReport(
        openHttp,
        peakHttp,
        openStreams,
        peakStreams,
        accepted,
        requests,
        Collections.unmodifiableSortedMap(new TreeMap<>(byPath)),
        Collections.unmodifiableSortedMap(new TreeMap<>(bySecond)));
  }
}
