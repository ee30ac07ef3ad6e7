package dev.nautilus.engines.marketdata;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.marketdata.method.FactorTable;
import dev.nautilus.message.Bar;
import dev.nautilus.message.Nbbo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the marketdata engine. Reads the view; changes go through the engine thread.
@RestController
@RequestMapping("/api/v1")
class MarketdataController {
  private final RunningEngine engine;
  private final MarketBook book;
  private final InstantSource clock;

  MarketdataController(RunningEngine engine, MarketBook book, InstantSource clock) {
    this.engine = engine;
    this.book = book;
    this.clock = clock;
  }

  /// @param locked whether the best bid equals the best ask
  /// @param crossed whether the best bid stands above the best ask
  record NbboReply(Nbbo nbbo, boolean locked, boolean crossed) {}

  /// @param symbol whose tape
  record GapReply(String symbol, Hole gap) {}

  /// @param symbol of whom
  record ResyncRequest(@Nullable String symbol) {}

  /// @param asked how many gaps the hub is asked for again
  record ResyncReply(String symbol, int asked) {}

  /// The newest bars of a kind, oldest first.
  ///
  /// @param spec `1m`, `tick:100` ...; see GET /bars without a symbol
  @GetMapping(value = "/bars", params = "symbol")
  List<Bar> bars(
      @RequestParam String symbol,
      @RequestParam(defaultValue = "1m") String spec,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > 5_000) {
      throw EngineException.invalid("limit must be 1 to 5000, was " + limit);
    }
    Map<String, List<Bar>> kinds = instrument(symbol).bars();
    List<Bar> bars = kinds.get(spec);
    if (bars == null) {
      throw EngineException.unknown("bar spec", spec, kinds.keySet());
    }
    return bars.subList(Math.max(0, bars.size() - limit), bars.size());
  }

  /// Which bars are cut, of whom.
  @GetMapping(value = "/bars", params = "!symbol")
  Map<String, Collection<String>> kinds() {
    Map<String, Collection<String>> kinds = new LinkedHashMap<>();
    view().instruments().forEach((symbol, each) -> kinds.put(symbol, each.bars().keySet()));
    return kinds;
  }

  /// The consolidated market.
  @GetMapping("/nbbo/{symbol}")
  NbboReply nbbo(@PathVariable String symbol) {
    MarketdataView.Instrument instrument = instrument(symbol);
    Nbbo nbbo = instrument.nbbo();
    if (nbbo == null) {
      throw EngineException.unavailable("no quote of " + symbol + " has come yet");
    }
    return new NbboReply(nbbo, instrument.locked(), nbbo.crossed());
  }

  /// What was missed, of one symbol or of all, oldest first.
  @GetMapping("/gaps")
  List<GapReply> gaps(@RequestParam(required = false) @Nullable String symbol) {
    Collection<MarketdataView.Instrument> asked =
        symbol == null ? view().instruments().values() : List.of(instrument(symbol));
    List<GapReply> gaps = new ArrayList<>();
    asked.forEach(each -> each.gaps().forEach(gap -> gaps.add(new GapReply(each.symbol(), gap))));
    return gaps;
  }

  /// The books of a symbol, by source.
  @GetMapping("/books/{symbol}")
  Map<String, MarketdataView.Book> books(@PathVariable String symbol) {
    return instrument(symbol).books();
  }

  /// Adjustment factors of a symbol, oldest first; a row holds for every day up to its date.
  @GetMapping("/factors/{symbol}")
  List<FactorTable.Row> factors(@PathVariable String symbol) {
    return instrument(symbol).factors();
  }

  /// Has everything that is not healed asked of the hub again.
  @PostMapping("/resync")
  CompletionStage<ResyncReply> resync(@RequestBody ResyncRequest request) {
    String symbol = request.symbol();
    if (symbol == null) {
      throw EngineException.invalid("a resync must have a symbol, was {\"symbol\": null}");
    }
    return engine.ask(_ -> new ResyncReply(symbol, book.resync(symbol, clock.instant())));
  }

  private MarketdataView view() {
    return engine.view(MarketdataView.class);
  }

  private MarketdataView.Instrument instrument(String symbol) {
    Map<String, MarketdataView.Instrument> instruments = view().instruments();
    MarketdataView.Instrument found = instruments.get(symbol);
    if (found == null) {
      throw EngineException.unknown("symbol", symbol, instruments.keySet());
    }
    return found;
  }
}
