package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Ledger.Settled;
import dev.nautilus.hub.desk.Ledger.Verdict;
import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Where data enter the hub, from an answer or from a stream: they are given a version, put on the
/// shelf and handed on, in one step per type and instrument.
final class Intake {
  private static final int LOCKS = 256;

  private final Versions versions;
  private final Ledger ledger;
  private final Shelf shelf;
  private final Outlet outlet;
  private final Consumer<ServedType> outdated;
  private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray(Object[]::new);

  Intake(
      Versions versions, Ledger ledger, Shelf shelf, Outlet outlet, Consumer<ServedType> outdated) {
    this.versions = versions;
    this.ledger = ledger;
    this.shelf = shelf;
    this.outlet = outlet;
    this.outdated = outdated;
  }

  /// Takes what a vendor answered to an inquiry.
  ///
  /// @param said at least one datum of the type and instrument asked for
  Reading<Sheet> answered(Inquiry inquiry, List<MarketDatum> said, boolean truncated) {
    if (inquiry.text() != null) {
      // A search finds descriptions of series, not their values: nothing to version or publish.
      return shelf.put(inquiry, new Sheet(said, truncated));
    }
    synchronized (lockOf(inquiry.type(), said.getFirst().instrument())) {
      List<MarketDatum> settled = new ArrayList<>(said.size());
      for (MarketDatum datum : said) {
        settled.add(settle(datum, inquiry.cut()));
      }
      return shelf.put(inquiry, new Sheet(settled, truncated));
    }
  }

  /// Takes what a stream pushed, or what came along with an answer to another question.
  void arrived(MarketDatum datum) {
    ServedType type = ServedType.of(datum);
    synchronized (lockOf(type, datum.instrument())) {
      MarketDatum settled = settle(datum, "");
      if (type.shape() == Shape.LATEST) {
        Inquiry current = Inquiry.about(type, datum.instrument());
        shelf.put(current, new Sheet(List.of(settled), false));
      }
    }
  }

  private MarketDatum settle(MarketDatum datum, String cut) {
    if (!versions.leads()) {
      return datum;
    }
    Settled settled = ledger.settle(datum, cut);
    if (settled.verdict() == Verdict.OUTDATED) {
      outdated.accept(ServedType.of(datum));
    }
    if (settled.verdict() == Verdict.NEW && isFinal(settled.datum())) {
      outlet.accept(settled.datum());
    }
    return settled.datum();
  }

  /// A bar that still runs answers whoever asks, but is not announced: who computes on bars would
  /// take it for one.
  private static boolean isFinal(MarketDatum datum) {
    return !(datum instanceof Bar bar) || bar.complete();
  }

  private Object lockOf(ServedType type, InstrumentId instrument) {
    return locks[Math.floorMod(31 * instrument.hashCode() + type.wireName().hashCode(), LOCKS)];
  }
}
