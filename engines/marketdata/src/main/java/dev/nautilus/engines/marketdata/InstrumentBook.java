package dev.nautilus.engines.marketdata;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engines.marketdata.method.SequenceTracker.Outcome.Gap;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketData;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows of one instrument. Confined to the engine thread.
final class InstrumentBook {
  /// What must survive a restart, beside the bars for REST.
  ///
  /// @param sequences by type
  /// @param newest when the newest print of the tape happened; null before the first
  record State(
      Map<String, Sequencer.State> sequences,
      Tape.State tape,
      TapeBars.State bars,
      Market.State market,
      FeedQuality.State quality,
      FeedQuality.@Nullable Report report,
      List<Hole> holes,
      Adjustments.State adjustments,
      @Nullable Instant newest) {}

  private final InstrumentId instrument;
  private final Map<String, Sequencer> sequences = new LinkedHashMap<>();
  private final Tape tape;
  private final TapeBars bars;
  private final Market market;
  private final FeedQuality quality = new FeedQuality();
  private final GapLog gaps;
  private final Adjustments adjustments;
  private final RecentBars recent;
  private @Nullable Instant newest;
  private FeedQuality.@Nullable Report report;
  private MarketdataView.@Nullable Instrument view;

  InstrumentBook(InstrumentId instrument, MarketdataProperties properties) {
    this.instrument = instrument;
    sequences.put(MessageType.TRADE.name(), new Sequencer(properties.gapTimeout()));
    sequences.put(MessageType.TICK.name(), new Sequencer(properties.gapTimeout()));
    tape = new Tape(properties.tapeSilence());
    bars = new TapeBars(instrument, properties);
    market = new Market(instrument, properties.staleQuote(), quality);
    gaps = new GapLog(instrument);
    adjustments = new Adjustments(instrument);
    recent = new RecentBars(bars.specs(), properties.keptBars());
  }

  void onTrade(Trade trade, Outbox outbox) {
    sequenced(Tape.entry(trade), outbox);
  }

  void onTick(Tick tick, Outbox outbox) {
    sequenced(tape.entry(tick), outbox);
  }

  private void sequenced(TapeEntry entry, Outbox outbox) {
    view = null;
    quality.heard(entry.provenance());
    Sequencer sequencer = sequencer(entry.type());
    long had = sequencer.duplicates();
    pass(entry.type(), sequencer.accept(entry), outbox);
    quality.duplicates(sequencer.duplicates() - had);
  }

  private Sequencer sequencer(String type) {
    Sequencer sequencer = sequences.get(type);
    if (sequencer == null) {
      throw new IllegalArgumentException("type must be one of " + sequences.keySet());
    }
    return sequencer;
  }

  private void pass(String type, Sequencer.Passed passed, Outbox outbox) {
    for (Gap gap : passed.gaps()) {
      quality.missing(gap.missing());
      TapeEntry next = passed.entries().getLast();
      String source = next.provenance().source().name();
      outbox.emit(
          MessageType.DATA_GAP,
          new DataGap(
              type + "/" + instrument.value(), source, gap.from(), gap.missing(), "SEQUENCE"));
      Instant before = next.print().at();
      Instant after = newest == null || newest.isAfter(before) ? before : newest;
      gaps.add(Hole.open(type, source, gap, after, before));
    }
    passed.entries().forEach(entry -> cut(entry, outbox));
  }

  private void cut(TapeEntry entry, Outbox outbox) {
    TapeEntry taken = tape.take(entry).orElse(null);
    if (taken == null) {
      return;
    }
    Instant at = taken.print().at();
    if (newest == null) {
      String source = taken.provenance().source().name();
      gaps.add(Hole.open(taken.type(), source, new Gap(0, 0), bars.growingSince(at), at));
    }
    newest = newest == null || at.isAfter(newest) ? at : newest;
    if (market.tradedThrough(taken.print().close())) {
      quality.tradedThrough();
    }
    long late = bars.late();
    say(bars.accept(taken), outbox);
    quality.late(bars.late() - late);
  }

  private void say(List<Bar> built, Outbox outbox) {
    for (Bar bar : built) {
      recent.add(bar);
      outbox.emit(MessageType.BAR, bar);
      if (bar.spec().equals(BarSpec.DAY)) {
        adjustments.close(bar);
      }
    }
  }

  void onQuote(Quote quote, Outbox outbox) {
    view = null;
    market.quote(quote, outbox);
  }

  void onBook(Level2 book, Outbox outbox) {
    view = null;
    market.book(book, outbox);
  }

  void onAction(CorporateAction action, Outbox outbox) {
    if (adjustments.add(action)) {
      say(outbox);
    }
  }

  private void say(Outbox outbox) {
    view = null;
    List<MarketData> factors = adjustments.rebuild();
    factors.forEach(factor -> outbox.emit(MessageType.MARKET_DATA, factor));
  }

  /// Learns from an answer of the hub: closes and actions before the engine listened, minutes for
  /// what it missed.
  void learn(List<Bar> history, List<CorporateAction> actions, Outbox outbox) {
    history.forEach(adjustments::close);
    int news = (int) actions.stream().filter(adjustments::add).count();
    boolean days = history.stream().anyMatch(bar -> bar.spec().equals(BarSpec.DAY));
    if (news > 0 || days) {
      say(outbox);
    }
    view = null;
    for (GapLog.Healing healing : gaps.heal(history)) {
      say(bars.mend(healing.minutes(), healing.joining()), outbox);
    }
  }

  /// Lets time pass: what waits too long is given up, bars end, venues become stale, holes are
  /// asked for.
  void advance(Instant now, Outbox outbox) {
    view = null;
    sequences.forEach((type, sequencer) -> pass(type, sequencer.expire(now), outbox));
    say(bars.advance(now), outbox);
    market.advance(now, outbox);
    for (Hole hole : gaps.ask(now, outbox)) {
      String detail =
          "%s %d to %d, between %s and %s, were not healed by the vendor's minutes"
              .formatted(hole.type(), hole.from(), hole.to(), hole.after(), hole.before());
      outbox.emit(
          MessageType.DATA_QUALITY,
          new DataQuality(instrument, "gap_unhealed", Source.of(hole.source()), detail, now));
    }
  }

  /// Reports how good the data were since the last report.
  void report(Instant now, Outbox outbox) {
    FeedQuality.Report made = quality.report(now);
    report = made;
    view = null;
    outbox.emit(
        MessageType.DATA_QUALITY,
        new DataQuality(instrument, "feed_report", BarWriter.SOURCE, made.sentence(), now));
  }

  /// Has everything that is not healed asked for again, with the next tick of the clock.
  ///
  /// @return how many holes
  int resync(Instant now) {
    view = null;
    return gaps.resync(now);
  }

  MarketdataView.Instrument view() {
    MarketdataView.Instrument shown = view;
    if (shown == null) {
      Tape.Holder holder = tape.holder();
      shown =
          new MarketdataView.Instrument(
              instrument.value(),
              holder == null ? null : holder.type() + " of " + holder.source(),
              recent.view(),
              market.nbbo(),
              market.isLocked(),
              market.books(),
              gaps.holes(),
              bars.late(),
              adjustments.rows(),
              adjustments.unpriced(),
              report);
      view = shown;
    }
    return shown;
  }

  /// The newest bars of each kind.
  RecentBars recent() {
    return recent;
  }

  State state() {
    Map<String, Sequencer.State> ofSequences = new TreeMap<>();
    sequences.forEach((type, sequencer) -> ofSequences.put(type, sequencer.state()));
    return new State(
        ofSequences,
        tape.state(),
        bars.state(),
        market.state(),
        quality.state(),
        report,
        gaps.holes(),
        adjustments.state(),
        newest);
  }

  void restore(State state) {
    state.sequences().forEach((type, sequence) -> sequencer(type).restore(sequence));
    tape.restore(state.tape());
    bars.restore(state.bars());
    market.restore(state.market());
    quality.restore(state.quality());
    report = state.report();
    gaps.restore(state.holes());
    adjustments.restore(state.adjustments());
    newest = state.newest();
    view = null;
  }
}
