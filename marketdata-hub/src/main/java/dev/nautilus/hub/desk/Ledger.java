package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows what was said last about each thing, so that the same statement keeps its version however
/// often it is fetched, and an older one does not replace a newer one.
///
/// Bounded by the number of data it remembers. What is forgotten gets a new, higher version when it
/// is seen again: one superfluous message, never a wrong one.
///
/// Not safe by itself: one thread at a time for a type and instrument.
final class Ledger {
  private static final int MOST_PER_SERIES = 50_000;

  private final Versions versions;
  private final Cache<Series, Statements> known;

  /// @param mostData most data remembered
  Ledger(Versions versions, long mostData) {
    this.versions = versions;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(mostData)
            .weigher((Series _, Statements statements) -> statements.size())
            .executor(Runnable::run)
            .build();
  }

  /// What became of a statement.
  enum Verdict {
    /// New or changed; it carries a new version.
    NEW,
    /// Said before; the datum is the one of then.
    KNOWN,
    /// Older than what is known; the datum is the newer one.
    OUTDATED
  }

  /// A statement as the hub holds it.
  record Settled(MarketDatum datum, Verdict verdict) {}

  /// Compares a statement with what is known and gives it a version if it is new.
  ///
  /// @param cut which cut of a series it is, for types whose one datum is a range
  Settled settle(MarketDatum said, String cut) {
    return settleIn(seriesOf(said, cut), said);
  }

  /// The same for the answer to somebody who chose a source: kept apart, because nobody else was
  /// told.
  Settled settleApart(MarketDatum said, String cut) {
    return settleIn("apart " + seriesOf(said, cut), said);
  }

  private Settled settleIn(String cutOf, MarketDatum said) {
    ServedType type = ServedType.of(said);
    Series series = new Series(type, said.instrument(), said.provenance().source(), cutOf);
    Statements statements = known.get(series, _ -> new Statements());
    Object key = keyOf(said);
    MarketDatum before = statements.get(key);
    if (before != null) {
      if (isOutdated(said, before)) {
        return new Settled(before, Verdict.OUTDATED);
      }
      if (sameContent(said, before)) {
        return new Settled(before, Verdict.KNOWN);
      }
    }
    MarketDatum revised = before == null ? said : revise(said, before);
    Provenance provenance =
        revised.provenance().withVersion(versions.next(type, said.instrument()));
    MarketDatum settled = revised.withProvenance(provenance);
    statements.put(key, settled);
    if (before == null) {
      known.put(series, statements); // weighs it again
    }
    return new Settled(settled, Verdict.NEW);
  }

  /// Remembers a statement that was published before, unless there is a newer one.
  ///
  /// @param said a datum of which there is one for each instrument and source, with its version
  /// @return whether it is remembered now
  boolean recall(MarketDatum said) {
    ServedType type = ServedType.of(said);
    Series series = new Series(type, said.instrument(), said.provenance().source(), "");
    Statements statements = known.get(series, _ -> new Statements());
    Object key = keyOf(said);
    MarketDatum before = statements.get(key);
    if (before != null && before.provenance().version() >= said.provenance().version()) {
      return false;
    }
    statements.put(key, said);
    known.put(series, statements);
    return true;
  }

  /// Forgets everything: somebody else gives versions now.
  void forget() {
    known.invalidateAll();
  }

  private static boolean isOutdated(MarketDatum said, MarketDatum before) {
    if (said instanceof Bar now && before instanceof Bar then) {
      return then.complete() && !now.complete();
    }
    return ServedType.of(said).handle().kind() == MessageType.Kind.STATE
        && said.provenance().observedAt().isBefore(before.provenance().observedAt());
  }

  private static boolean sameContent(MarketDatum said, MarketDatum before) {
    Provenance now = said.provenance();
    Provenance then = before.provenance();
    // A price seen again a second later is news; a bar or a headline seen again is not.
    boolean timeCounts = ServedType.of(said).shape() == Shape.LATEST;
    if (now.simulated() != then.simulated()
        || (timeCounts && !now.observedAt().equals(then.observedAt()))) {
      return false;
    }
    MarketDatum comparable = said.withProvenance(then);
    if (comparable instanceof Bar bar && before instanceof Bar known) {
      return withRevision(bar, known.revision()).equals(known);
    }
    return comparable.equals(before);
  }

  /// A complete bar that changes is a correction, and says so.
  private static MarketDatum revise(MarketDatum said, MarketDatum before) {
    return said instanceof Bar now && before instanceof Bar then && then.complete()
        ? withRevision(now, Math.max(now.revision(), then.revision() + 1))
        : said;
  }

  private static Bar withRevision(Bar bar, int revision) {
    return new Bar(
        bar.instrument(),
        bar.spec(),
        bar.start(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.vwap(),
        bar.trades(),
        bar.buyVolume(),
        bar.sellVolume(),
        bar.origin(),
        revision,
        bar.complete(),
        bar.provenance());
  }

  private static String seriesOf(MarketDatum said, String cut) {
    return switch (said) {
      case Bar bar -> bar.spec().code();
      case Economic _ -> cut;
      default -> "";
    };
  }

  private static Object keyOf(MarketDatum said) {
    return switch (said) {
      case Bar bar -> bar.start();
      case News news -> news.id();
      case Fundamental figures -> new Statement(figures.statement(), figures.asOf() + "");
      case CorporateAction action -> new Statement(action.kind().name(), action.exDate() + "");
      default -> said.instrument();
    };
  }

  private record Series(ServedType type, InstrumentId instrument, Source source, String cut) {}

  private record Statement(String what, String when) {}

  /// The newest statements of a series; the eldest go first.
  private static final class Statements {
    /// Small at first: of quotes, which are the most, there is one.
    private final Map<Object, MarketDatum> byKey = new LinkedHashMap<>(1);

    @Nullable MarketDatum get(Object key) {
      return byKey.get(key);
    }

    void put(Object key, MarketDatum datum) {
      byKey.put(key, datum);
      if (byKey.size() > MOST_PER_SERIES) {
        byKey.remove(byKey.keySet().iterator().next());
      }
    }

    int size() {
      return byKey.size();
    }
  }
}
