package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.FactorTable;
import dev.nautilus.engines.marketdata.method.OrderBook;
import dev.nautilus.message.Bar;
import dev.nautilus.message.Nbbo;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param instruments by symbol
record MarketdataView(Map<String, Instrument> instruments) {
  MarketdataView {
    instruments = Collections.unmodifiableMap(new LinkedHashMap<>(instruments));
  }

  /// One instrument.
  ///
  /// @param tape who has the tape: `trade` or `tick`, and the source; null before anything came
  /// @param bars the newest bars of each kind, oldest first, each as it was corrected last
  /// @param nbbo the consolidated market; null before the first quote
  /// @param locked whether its best bid equals its best ask
  /// @param books by source
  /// @param gaps what was missed, oldest first
  /// @param late prints that came too late for their minute
  /// @param factors adjustment factors, oldest first
  /// @param unpriced corporate actions without a known close before them
  /// @param quality the last report; null before the first
  record Instrument(
      String symbol,
      @Nullable String tape,
      Map<String, List<Bar>> bars,
      @Nullable Nbbo nbbo,
      boolean locked,
      Map<String, Book> books,
      List<Hole> gaps,
      long late,
      List<FactorTable.Row> factors,
      int unpriced,
      FeedQuality.@Nullable Report quality) {
    Instrument {
      bars = Collections.unmodifiableMap(new LinkedHashMap<>(bars));
      books = Collections.unmodifiableMap(new LinkedHashMap<>(books));
      gaps = List.copyOf(gaps);
      factors = List.copyOf(factors);
    }
  }

  /// The book of one source, exact decimals.
  ///
  /// @param bids falling prices, at most 50
  /// @param asks rising prices, at most 50
  /// @param crossed whether the best bid stands above the best ask: a sign of a broken book
  record Book(
      String source,
      List<OrderBook.Level> bids,
      List<OrderBook.Level> asks,
      boolean crossed,
      long version,
      Instant observedAt,
      boolean simulated) {
    Book {
      bids = List.copyOf(bids);
      asks = List.copyOf(asks);
    }
  }
}
