package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.Family;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.SourceResumed;
import dev.nautilus.message.SourceSilent;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// Whether the values of a family of streams can be taken for the newest ones: the bus is
/// connected, whoever publishes them is heard of, and nothing is missing. Safe for use by many
/// threads.
///
/// After a doubt (a lost connection, a silent publisher, missing messages) a value is live again
/// when it has been replaced, or when the hub has said that it is still the newest. That the hub
/// has to be asked is noted here, see [#takeDoubt].
final class Liveness {
  private final Map<Family, Stream> streams = new EnumMap<>(Family.class);
  private final LongSupplier nanos;
  private final AtomicBoolean doubted = new AtomicBoolean();
  private volatile boolean connected;

  Liveness(LongSupplier nanos) {
    this.nanos = nanos;
    long start = nanos.getAsLong();
    for (Family family : Family.values()) {
      streams.put(family, new Stream(start));
    }
  }

  /// The streams of one family.
  final class Stream {
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /// What arrived before this may have been replaced by something that is missing.
    private volatile long whole;

    private Stream(long start) {
      this.whole = start;
    }

    /// Whether a value of this family that arrived then is live.
    ///
    /// @param arrived steady nanoseconds
    boolean isLive(long arrived) {
      return connected && silent.isEmpty() && arrived - whole >= 0;
    }
  }

  /// Notes whether the bus is connected.
  void connected(boolean now) {
    if (now && !connected) {
      doubt(streams.values());
    }
    connected = now;
  }

  boolean isConnected() {
    return connected;
  }

  void silent(SourceSilent source) {
    String name = name(source.stream(), source.engine(), source.instance());
    of(source.stream()).forEach(stream -> stream.silent.add(name));
  }

  void resumed(SourceResumed source) {
    String name = name(source.stream(), source.engine(), source.instance());
    Collection<Stream> heard = of(source.stream());
    doubt(heard);
    heard.forEach(stream -> stream.silent.remove(name));
  }

  void gap(DataGap gap) {
    doubt(of(gap.stream()));
  }

  private void doubt(Collection<Stream> some) {
    long now = nanos.getAsLong();
    some.forEach(stream -> stream.whole = now);
    doubted.set(true);
  }

  /// Whether there was a doubt since the last call.
  boolean takeDoubt() {
    return doubted.getAndSet(false);
  }

  /// The doubt could not be cleared up: [#takeDoubt] will say so again.
  void stillInDoubt() {
    doubted.set(true);
  }

  /// Whether a value of this family that arrived then is live.
  ///
  /// @param arrived steady nanoseconds
  boolean isLive(Family family, long arrived) {
    return of(family).isLive(arrived);
  }

  /// The streams of a family, for who looks often.
  Stream of(Family family) {
    Stream stream = streams.get(family);
    if (stream == null) {
      throw new IllegalArgumentException("family must be one of " + streams.keySet());
    }
    return stream;
  }

  private static String name(String stream, String engine, String instance) {
    return stream + ' ' + engine + '/' + instance;
  }

  /// `{md:ticks:0}` is of the family `ticks`; a stream of an unknown name concerns all of them.
  private Collection<Stream> of(String name) {
    for (Map.Entry<Family, Stream> each : streams.entrySet()) {
      if (name.contains(":" + each.getKey().keyName() + ":")) {
        return List.of(each.getValue());
      }
    }
    return streams.values();
  }
}
