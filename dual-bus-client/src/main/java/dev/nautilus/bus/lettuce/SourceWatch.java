package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.FrameHeader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Who publishes on one stream, and who has fallen silent: three heartbeats missed and a quarter of
/// a second for the way. A source is an instance of an engine; its successor after a restart counts
/// as the same. Pure: the caller brings the time. Confined to the reading thread.
final class SourceWatch {
  static final long PATIENCE = 3 * Pulse.EVERY + TimeUnit.MILLISECONDS.toNanos(250);

  /// A source that stays away so long is not expected back.
  static final long FORGET = TimeUnit.HOURS.toNanos(1);

  /// Longest time between two looks that is not taken for a pause of our own.
  private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(1500);

  private static final int MOST = 4096;

  private final Map<Name, Source> sources = new LinkedHashMap<>();
  private long lastLook;
  private long nextLook;

  /// @param nowNanos ticker reading now
  SourceWatch(long nowNanos) {
    this.lastLook = nowNanos;
    this.nextLook = nowNanos + PATIENCE;
  }

  private record Name(String engine, String instance) {
    static Name of(FrameHeader header) {
      return new Name(header.sender().name(), header.instance());
    }

    @Override
    public String toString() {
      return engine + " " + instance;
    }
  }

  private static final class Source {
    private FrameHeader last;
    private long heardNanos;
    private boolean silent;

    Source(FrameHeader last, long heardNanos) {
      this.last = last;
      this.heardNanos = heardNanos;
    }
  }

  /// A source that has just fallen silent.
  ///
  /// @param last the last header that came from it
  /// @param nanos how long nothing has come
  record Silence(FrameHeader last, long nanos) {
    long lastSequence() {
      return last.firstSequence() + last.count() - 1;
    }
  }

  /// A frame or a heartbeat came.
  ///
  /// @return how long its source had been called silent, counted from its last sign of life; 0 when
  ///   it had not
  long heard(FrameHeader header, long nowNanos) {
    Source source = sources.get(Name.of(header));
    if (source == null) {
      if (sources.size() < MOST) {
        sources.put(Name.of(header), new Source(header, nowNanos));
        nextLook = earlier(nextLook, nowNanos + PATIENCE);
      }
      return 0;
    }
    long silentFor = source.silent ? nowNanos - source.heardNanos : 0;
    source.last = header;
    source.heardNanos = nowNanos;
    source.silent = false;
    if (silentFor > 0) {
      nextLook = earlier(nextLook, nowNanos + PATIENCE);
    }
    return silentFor;
  }

  /// A source closed: nothing more is expected of it.
  void left(FrameHeader header) {
    Source source = sources.get(Name.of(header));
    if (source != null && source.last.incarnation() == header.incarnation()) {
      sources.remove(Name.of(header));
    }
  }

  /// How long until [#look] may find something; 0 or less when now.
  long nanosUntilLook(long nowNanos) {
    return sources.isEmpty() ? Long.MAX_VALUE : nextLook - nowNanos;
  }

  /// Those that have fallen silent since the last look. To be called about every second, when all
  /// that came has been reported: after a longer pause it was us who did not listen, and what came
  /// meanwhile may not have been reported yet.
  ///
  /// @param connected whether anything could have come
  List<Silence> look(long nowNanos, boolean connected) {
    long absent = connected ? Math.max(0, nowNanos - lastLook - USUAL) : 0;
    lastLook = nowNanos;
    if (absent == 0 && nanosUntilLook(nowNanos) > 0) {
      return List.of();
    }
    nextLook = nowNanos + PATIENCE;
    List<Silence> fallen = new ArrayList<>();
    for (Iterator<Source> all = sources.values().iterator(); all.hasNext(); ) {
      Source source = all.next();
      if (source.silent) {
        if (nowNanos - source.heardNanos >= FORGET) {
          all.remove();
        }
        continue;
      }
      source.heardNanos = earlier(nowNanos, source.heardNanos + absent);
      long nanos = nowNanos - source.heardNanos;
      source.silent = nanos >= PATIENCE;
      if (source.silent) {
        fallen.add(new Silence(source.last, nanos));
      } else {
        nextLook = earlier(nextLook, source.heardNanos + PATIENCE);
      }
    }
    return fallen;
  }

  /// The silent ones by name; empty when there is none.
  String silent() {
    return sources.entrySet().stream()
        .filter(entry -> entry.getValue().silent)
        .map(entry -> entry.getKey().toString())
        .collect(Collectors.joining(", "));
  }

  private static long earlier(long one, long other) {
    return one - other <= 0 ? one : other;
  }
}
