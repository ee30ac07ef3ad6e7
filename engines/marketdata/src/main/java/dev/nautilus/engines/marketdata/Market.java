package dev.nautilus.engines.marketdata;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engines.marketdata.method.Consolidation;
import dev.nautilus.engines.marketdata.method.Consolidation.Best;
import dev.nautilus.engines.marketdata.method.Consolidation.Offer;
import dev.nautilus.engines.marketdata.method.Consolidation.Top;
import dev.nautilus.engines.marketdata.method.Consolidation.VenueQuote;
import dev.nautilus.engines.marketdata.method.OrderBook;
import dev.nautilus.engines.marketdata.method.OrderBook.Level;
import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is bid and offered for one instrument: the consolidated market over all sources, and the
/// book of each. Confined to the engine thread.
final class Market {
  private static final int SHOWN_LEVELS = 50;

  /// @param quotes by source
  /// @param newest where the newest quote came from; null before the first
  /// @param told the consolidated market as it was told last
  /// @param nbbo the same as a message
  /// @param version of it
  /// @param books by source
  record State(
      Map<String, VenueQuote> quotes,
      @Nullable Provenance newest,
      @Nullable Top told,
      @Nullable Nbbo nbbo,
      long version,
      Map<String, MarketdataView.Book> books) {}

  private final InstrumentId instrument;
  private final Consolidation venues;
  private final FeedQuality quality;
  private final Map<String, MarketdataView.Book> books = new TreeMap<>();
  private @Nullable Provenance newest;
  private @Nullable Top told;
  private @Nullable Nbbo nbbo;
  private long version;

  Market(InstrumentId instrument, Duration staleAfter, FeedQuality quality) {
    this.instrument = instrument;
    this.quality = quality;
    venues = new Consolidation(staleAfter);
  }

  /// Takes a quote in. One that is older than the source's last is left out.
  void quote(Quote quote, Outbox outbox) {
    Provenance provenance = quote.provenance();
    VenueQuote venue =
        new VenueQuote(
            offer(quote.bid(), quote.bidSize()),
            offer(quote.ask(), quote.askSize()),
            provenance.receivedAt());
    quality.heard(provenance);
    if (venues.accept(provenance.source().name(), venue)) {
      newest = provenance;
      tell(provenance.receivedAt(), outbox);
    } else {
      quality.duplicates(1);
    }
  }

  private static @Nullable Offer offer(OptionalDouble price, OptionalDouble size) {
    return price.isEmpty()
        ? null
        : new Offer(
            Print.exact(price.getAsDouble()),
            size.isEmpty() ? null : Print.exact(size.getAsDouble()));
  }

  /// Leaves out venues that have become stale.
  void advance(Instant now, Outbox outbox) {
    if (newest != null) {
      tell(now, outbox);
    }
  }

  private void tell(Instant now, Outbox outbox) {
    Top top = venues.top(now);
    List<String> stale = venues.stale(now);
    quality.market(top.crossed(), !stale.isEmpty(), now);
    Provenance last = newest;
    if (last == null || top.equals(told)) {
      return;
    }
    if (top.crossed() && (told == null || !told.crossed())) {
      String detail = "best bid %s above best ask %s".formatted(words(top.bid()), words(top.ask()));
      outbox.emit(
          MessageType.DATA_QUALITY,
          new DataQuality(instrument, "crossed", last.source(), detail, now));
    }
    told = top;
    version = Math.max(last.version(), version + 1);
    Provenance provenance =
        new Provenance(
            BarWriter.SOURCE, last.observedAt(), last.receivedAt(), version, last.simulated());
    Nbbo consolidated = nbbo(top, provenance);
    nbbo = consolidated;
    outbox.emit(MessageType.NBBO, consolidated);
  }

  private static String words(@Nullable Best best) {
    return best == null ? "none" : best.price() + " of " + String.join(", ", best.venues());
  }

  private Nbbo nbbo(Top top, Provenance provenance) {
    Best bid = top.bid();
    Best ask = top.ask();
    return new Nbbo(
        instrument,
        price(bid),
        size(bid),
        bid == null ? List.of() : bid.venues(),
        price(ask),
        size(ask),
        ask == null ? List.of() : ask.venues(),
        provenance);
  }

  private static OptionalDouble price(@Nullable Best best) {
    return best == null ? OptionalDouble.empty() : OptionalDouble.of(best.price().doubleValue());
  }

  private static OptionalDouble size(@Nullable Best best) {
    BigDecimal size = best == null ? null : best.size();
    return size == null ? OptionalDouble.empty() : OptionalDouble.of(size.doubleValue());
  }

  /// Whether a trade went through the market as it was told last.
  boolean tradedThrough(BigDecimal price) {
    return told != null && told.tradedThrough(price);
  }

  /// Takes a whole book in. One that is older than the source's last is left out.
  void book(Level2 level2, Outbox outbox) {
    Provenance provenance = level2.provenance();
    quality.heard(provenance);
    String source = provenance.source().name();
    MarketdataView.Book before = books.get(source);
    if (before != null && provenance.version() < before.version()) {
      quality.duplicates(1);
      return;
    }
    OrderBook book = new OrderBook();
    book.snapshot(levels(level2.bids()), levels(level2.asks()));
    boolean crossed = book.isCrossed();
    if (crossed && (before == null || !before.crossed())) {
      outbox.emit(
          MessageType.DATA_QUALITY,
          new DataQuality(
              instrument,
              "crossed_book",
              provenance.source(),
              "best bid %s above best ask %s"
                  .formatted(
                      book.bestBid().map(Level::price).orElseThrow(),
                      book.bestAsk().map(Level::price).orElseThrow()),
              provenance.receivedAt()));
    }
    books.put(
        source,
        new MarketdataView.Book(
            source,
            book.bids(SHOWN_LEVELS),
            book.asks(SHOWN_LEVELS),
            crossed,
            provenance.version(),
            provenance.observedAt(),
            provenance.simulated()));
  }

  private static List<Level> levels(List<Level2.Level> levels) {
    return levels.stream()
        .map(level -> new Level(Print.exact(level.price()), Print.exact(level.size())))
        .toList();
  }

  /// The consolidated market as told last; null before the first.
  @Nullable Nbbo nbbo() {
    return nbbo;
  }

  /// Whether the consolidated market is locked, as told last.
  boolean isLocked() {
    return told != null && told.locked();
  }

  /// Books by source.
  Map<String, MarketdataView.Book> books() {
    return new TreeMap<>(books);
  }

  State state() {
    return new State(venues.state(), newest, told, nbbo, version, books());
  }

  void restore(State state) {
    venues.restore(state.quotes());
    newest = state.newest();
    told = state.told();
    nbbo = state.nbbo();
    books.clear();
    books.putAll(state.books());
    version = state.version();
  }
}
