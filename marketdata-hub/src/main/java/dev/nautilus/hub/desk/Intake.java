package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Ledger.Settled;
import dev.nautilus.hub.desk.Ledger.Verdict;
import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Where data enter the hub, from an answer or from a stream: they are given a version, put on the
/// shelf and handed on, in one step per type and instrument.
final class Intake {
  private static final int LOCKS = 256;
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private final Versions versions;
  private final Ledger ledger;
  private final Shelf shelf;
  private final Outlets outlets;
  private final Judges judges;
  private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray(Object[]::new);

  /// Who is told of what comes in before it is passed on.
  ///
  /// @param outdated counts a datum that is older than what is known
  /// @param edge which bars are announced
  record Judges(
      Incumbents incumbents, Opinions opinions, Consumer<ServedType> outdated, LiveEdge edge) {}

  Intake(Versions versions, Ledger ledger, Shelf shelf, Outlets outlets, Judges judges) {
    this.versions = versions;
    this.ledger = ledger;
    this.shelf = shelf;
    this.outlets = outlets;
    this.judges = judges;
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
      // Who chooses a source gets its answer; everybody else's value stays what it is.
      boolean forAll = inquiry.sources().isEmpty();
      for (MarketDatum datum : said) {
        compare(datum);
        settled.add(settle(datum, inquiry.cut(), forAll));
      }
      if (settled.stream().anyMatch(this::cameTooLate)) {
        return new Reading.Refused<>(
            Refusal.NOT_LEADING, "The answer came when another hub led already.", ONE_SECOND);
      }
      return shelf.put(inquiry, new Sheet(settled, truncated));
    }
  }

  /// Takes what a stream pushed, or what came along with an answer to another question.
  void arrived(MarketDatum datum) {
    ServedType type = ServedType.of(datum);
    synchronized (lockOf(type, datum.instrument())) {
      compare(datum);
      if (type.shape() == Shape.LATEST && !judges.incumbents().admits(datum)) {
        return;
      }
      MarketDatum settled = settle(datum, "", true);
      if (type.shape() == Shape.LATEST && !cameTooLate(settled)) {
        Inquiry current = Inquiry.about(type, datum.instrument());
        shelf.put(current, new Sheet(List.of(settled), false));
      }
    }
  }

  /// Takes back what was published before this hub started, under the version it had.
  ///
  /// @param age since it was received
  void recalled(MarketDatum datum, Duration age) {
    ServedType type = ServedType.of(datum);
    if (type.shape() != Shape.LATEST || datum.provenance().version() == 0) {
      return;
    }
    synchronized (lockOf(type, datum.instrument())) {
      if (ledger.recall(datum)) {
        Inquiry current = Inquiry.about(type, datum.instrument());
        shelf.recall(current, new Sheet(List.of(datum), false), age);
      }
    }
  }

  /// Forgets what was taken in, and under which versions.
  void forget() {
    ledger.forget();
    shelf.forget();
  }

  private void compare(MarketDatum datum) {
    if (datum instanceof Quote quote) {
      judges.opinions().heard(quote);
    }
  }

  private MarketDatum settle(MarketDatum datum, String cut, boolean forAll) {
    if (!versions.leads()) {
      return datum;
    }
    Settled settled = forAll ? ledger.settle(datum, cut) : ledger.settleApart(datum, cut);
    if (settled.verdict() == Verdict.OUTDATED) {
      judges.outdated().accept(ServedType.of(datum));
    }
    if (forAll && settled.verdict() == Verdict.NEW && isNews(settled.datum())) {
      outlets.accept(settled.datum());
    }
    return settled.datum();
  }

  /// It has no version, and others of its kind have had one here.
  private boolean cameTooLate(MarketDatum settled) {
    return settled.provenance().version() == 0 && versions.hasResigned();
  }

  private boolean isNews(MarketDatum datum) {
    return !(datum instanceof Bar bar) || judges.edge().isNews(bar);
  }

  private Object lockOf(ServedType type, InstrumentId instrument) {
    return locks[Math.floorMod(31 * instrument.hashCode() + type.wireName().hashCode(), LOCKS)];
  }
}
