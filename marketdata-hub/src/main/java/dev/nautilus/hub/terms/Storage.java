package dev.nautilus.hub.terms;

import dev.nautilus.bus.BusException;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands in front of one server and holds back what may not be stored, when that server writes to
/// disk. Looks at the server when it first matters, and again every minute: settings change.
///
/// **Threads** Any; the first look, and one a minute, wait for the server.
public final class Storage {
  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();
  private static final Logger log = LoggerFactory.getLogger(Storage.class);

  private final String name;
  private final DataTerms terms;
  private final BooleanSupplier writesToDisk;
  private final LongSupplier nanos;
  private final Set<Source> heldBack = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Look last;

  private record Look(boolean onDisk, long at) {}

  /// @param name of the server, for people
  /// @param writesToDisk asks the server; throws a [BusException] when it does not answer
  /// @param nanos steady nanoseconds
  public Storage(String name, DataTerms terms, BooleanSupplier writesToDisk, LongSupplier nanos) {
    this.name = name;
    this.terms = terms;
    this.writesToDisk = writesToDisk;
    this.nanos = nanos;
  }

  /// Whether a datum may go to the server.
  ///
  /// @throws BusException when the server was never asked and does not answer now
  public boolean admits(MarketDatum datum) {
    if (terms.mayBeStored(datum) || !isOnDisk()) {
      return true;
    }
    Source source = datum.provenance().source();
    if (heldBack.add(source)) {
      log.warn(
          "{} writes to disk, and the terms of {} forbid to store its data: they are held back. Keep"
              + " that server in memory, or say nautilus.vendors.{}.terms.disk-cache=true when you"
              + " have a licence",
          name,
          source,
          source.name().replace('_', '-'));
    }
    return false;
  }

  private boolean isOnDisk() {
    Look known = last;
    if (known != null && nanos.getAsLong() - known.at() < LOOK_EVERY) {
      return known.onDisk();
    }
    try {
      Look now = new Look(writesToDisk.getAsBoolean(), nanos.getAsLong());
      last = now;
      return now.onDisk();
    } catch (BusException e) {
      if (known == null) {
        throw e;
      }
      return known.onDisk();
    }
  }

  /// What is held back, in a sentence; empty when nothing is.
  public String trouble() {
    return heldBack.isEmpty()
        ? ""
        : name
            + " writes to disk; held back by their terms: "
            + heldBack.stream().map(Source::name).sorted().collect(Collectors.joining(", "))
            + ".";
  }
}
