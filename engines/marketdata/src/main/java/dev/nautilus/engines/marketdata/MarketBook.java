package dev.nautilus.engines.marketdata;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateCodec;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Everything the engine knows, instrument by instrument. Confined to the engine thread.
final class MarketBook {
  /// What must survive a restart, as one plain value.
  ///
  /// @param instruments by symbol
  record State(Map<String, InstrumentBook.State> instruments) {}

  private final MarketdataProperties properties;
  private final Map<InstrumentId, InstrumentBook> books = new LinkedHashMap<>();
  private final List<Backfill> backfills = new ArrayList<>();

  MarketBook(MarketdataProperties properties) {
    this.properties = properties;
    for (InstrumentId symbol : properties.symbols()) {
      books.put(symbol, new InstrumentBook(symbol, properties));
      Backfill days = Backfill.bars(symbol, BarSpec.DAY, properties.dailyBars());
      backfills.add(days);
      backfills.add(
          new Backfill(
              List.of(symbol), List.of(MessageType.CORPORATE_ACTION), null, days.reach(), 0));
    }
  }

  /// Daily closes and corporate actions of each instrument.
  List<Backfill> backfills() {
    return backfills;
  }

  /// Learns from an answer of the hub, asked before the engine listened or since.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    for (DataResponse.Answer each : answer.answers()) {
      List<Bar> bars = new ArrayList<>();
      List<CorporateAction> actions = new ArrayList<>();
      for (MarketDatum datum : each.data()) {
        switch (datum) {
          case Bar bar when bar.complete() && bar.origin() == Bar.Origin.VENDOR -> bars.add(bar);
          case CorporateAction action -> actions.add(action);
          default -> {
            // nothing else was asked for
          }
        }
      }
      of(each.instrument(), book -> book.learn(bars, actions, outbox));
    }
  }

  private void of(InstrumentId instrument, Consumer<InstrumentBook> step) {
    InstrumentBook book = books.get(instrument);
    if (book != null) {
      step.accept(book);
    }
  }

  /// Whether an instrument is followed. Any thread: who is followed never changes.
  boolean follows(InstrumentId instrument) {
    return books.containsKey(instrument);
  }

  void onTrade(Message<Trade> message, Outbox outbox) {
    of(message.payload().instrument(), book -> book.onTrade(message.payload(), outbox));
  }

  void onTick(Message<Tick> message, Outbox outbox) {
    of(message.payload().instrument(), book -> book.onTick(message.payload(), outbox));
  }

  void onQuote(Message<Quote> message, Outbox outbox) {
    of(message.payload().instrument(), book -> book.onQuote(message.payload(), outbox));
  }

  void onLevel2(Message<Level2> message, Outbox outbox) {
    of(message.payload().instrument(), book -> book.onBook(message.payload(), outbox));
  }

  void onAction(Message<CorporateAction> message, Outbox outbox) {
    of(message.payload().instrument(), book -> book.onAction(message.payload(), outbox));
  }

  void onTime(Instant now, Outbox outbox) {
    books.values().forEach(book -> book.advance(now, outbox));
  }

  void onReport(Instant now, Outbox outbox) {
    books.values().forEach(book -> book.report(now, outbox));
  }

  /// Asks again for everything that is not healed.
  ///
  /// @param symbol of whom
  /// @return how many holes are asked for
  int resync(String symbol, Instant now) {
    InstrumentBook book = books.get(instrument(symbol));
    if (book == null) {
      throw EngineException.unknown("symbol", symbol, view().instruments().keySet());
    }
    return book.resync(now);
  }

  private static InstrumentId instrument(String symbol) {
    try {
      return InstrumentId.of(symbol);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  MarketdataView view() {
    Map<String, MarketdataView.Instrument> instruments = new LinkedHashMap<>();
    books.forEach((symbol, book) -> instruments.put(symbol.value(), book.view()));
    return new MarketdataView(instruments);
  }

  /// How it is taken down. The bars are not in the record: they are far more than the rest, and
  /// known as bytes already.
  StateCodec codec() {
    StateCodec rest =
        StateCodec.ofRecord(1, properties.shape(), State.class, this::state, this::restore);
    return StateCodec.of(
        rest.version(),
        rest.shape(),
        out -> {
          rest.write(out);
          books.values().forEach(book -> book.recent().write(out));
        },
        in -> {
          rest.read(in);
          books.values().forEach(book -> book.recent().read(in));
        });
  }

  State state() {
    Map<String, InstrumentBook.State> instruments = new TreeMap<>();
    books.forEach((symbol, book) -> instruments.put(symbol.value(), book.state()));
    return new State(instruments);
  }

  /// Goes on from where another one was; instruments that are followed no more are left out.
  void restore(State state) {
    state
        .instruments()
        .forEach((symbol, saved) -> of(InstrumentId.of(symbol), book -> book.restore(saved)));
  }
}
