package dev.nautilus.hub.vendor.ibkr;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.ibkr.FoundContracts.Listed;
import dev.nautilus.hub.vendor.ibkr.Spelling.Stock;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which contract an instrument is: looked up at the gateway, several at a time where it allows,
/// and remembered for a day. What was not found is remembered too, for less long.
///
/// **Threads** Safe for many.
final class ContractBook {
  /// Keeps the URL of a lookup below what servers take.
  private static final int SYMBOLS_PER_CALL = 50;

  private static final int MOST_REMEMBERED = 20_000;

  private final Gateway gateway;
  private final Cache<InstrumentId, Contract> known =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(Duration.ofDays(1))
          .build();
  private final Cache<InstrumentId, Boolean> unknown =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(Duration.ofMinutes(10))
          .build();

  ContractBook(Gateway gateway) {
    this.gateway = gateway;
  }

  /// The contracts of those instruments that Interactive Brokers has, in the order asked.
  Outcome<Map<InstrumentId, Contract>> find(Collection<InstrumentId> instruments) {
    Map<InstrumentId, Stock> stocks = new LinkedHashMap<>();
    for (InstrumentId instrument : instruments) {
      if (known.getIfPresent(instrument) != null || unknown.getIfPresent(instrument) != null) {
        continue;
      }
      Optional<Spelling> spelling = Spelling.of(instrument);
      if (spelling.isPresent() && spelling.get() instanceof Stock stock) {
        stocks.put(instrument, stock);
      } else if (spelling.isPresent()
          && single(instrument, spelling.get()) instanceof Outcome.Bad<Contract>(Refused refused)) {
        if (refused.why() != Refusal.NOT_FOUND) {
          return new Outcome.Bad<>(refused);
        }
        unknown.put(instrument, true);
      }
    }
    List<InstrumentId> open = new ArrayList<>(stocks.keySet());
    for (int at = 0; at < open.size(); at += SYMBOLS_PER_CALL) {
      List<InstrumentId> some = open.subList(at, Math.min(at + SYMBOLS_PER_CALL, open.size()));
      Map<InstrumentId, Stock> part = new LinkedHashMap<>(stocks);
      part.keySet().retainAll(some);
      if (lookUp(part) instanceof Outcome.Bad<Boolean>(Refused refused)) {
        return new Outcome.Bad<>(refused);
      }
    }
    return Outcome.good(remembered(instruments));
  }

  /// The numbers of these contracts; null for one that was not looked up yet. Makes no call.
  List<@Nullable Long> conids(Collection<InstrumentId> instruments) {
    List<@Nullable Long> conids = new ArrayList<>();
    for (InstrumentId instrument : instruments) {
      Contract contract = known.getIfPresent(instrument);
      if (contract != null) {
        conids.add(contract.conid());
      } else if (unknown.getIfPresent(instrument) == null) {
        conids.add(null);
      }
    }
    return conids;
  }

  private Map<InstrumentId, Contract> remembered(Collection<InstrumentId> instruments) {
    Map<InstrumentId, Contract> found = new LinkedHashMap<>();
    for (InstrumentId instrument : instruments) {
      Contract contract = known.getIfPresent(instrument);
      if (contract != null) {
        found.put(instrument, contract);
      }
    }
    return found;
  }

  private Outcome<Boolean> lookUp(Map<InstrumentId, Stock> stocks) {
    TreeSet<String> symbols = new TreeSet<>();
    stocks.values().forEach(stock -> symbols.add(stock.symbol()));
    return gateway
        .get(
            gateway.url("trsrv/stocks").with("symbols", String.join(",", symbols)),
            FoundContracts::stocks)
        .then(
            bySymbol -> {
              stocks.forEach((instrument, stock) -> remember(instrument, stock, bySymbol));
              return Outcome.good(true);
            });
  }

  private void remember(InstrumentId instrument, Stock stock, Map<String, List<Listed>> bySymbol) {
    Listing listing = stock.listing();
    ZoneId zone = listing == null ? Listing.NEW_YORK : listing.zone();
    FoundContracts.choose(bySymbol.getOrDefault(stock.symbol(), List.of()), listing)
        .ifPresentOrElse(
            one -> known.put(instrument, new Contract(instrument, one.conid(), zone, true)),
            () -> unknown.put(instrument, true));
  }

  private Outcome<Contract> single(InstrumentId instrument, Spelling spelling) {
    Outcome<Contract> found =
        switch (spelling) {
          case Spelling.Numbered(long conid) ->
              Outcome.good(new Contract(instrument, conid, Listing.NEW_YORK, true));
          case Spelling.Index(String symbol) ->
              gateway
                  .get(
                      gateway
                          .url("iserver/secdef/search")
                          .with("symbol", symbol)
                          .with("secType", "IND"),
                      answer -> FoundContracts.search(answer, symbol))
                  .then(
                      conid ->
                          Outcome.good(new Contract(instrument, conid, Listing.NEW_YORK, false)));
          case Spelling.Pair(String base, String quote) -> pair(instrument, base, quote);
          case Stock _ -> Outcome.bad(Refusal.NOT_FOUND, "stocks are looked up together");
        };
    if (found instanceof Outcome.Good<Contract>(Contract contract)) {
      known.put(instrument, contract);
    }
    return found;
  }

  private Outcome<Contract> pair(InstrumentId instrument, String base, String quote) {
    return gateway
        .get(
            gateway.url("iserver/currency/pairs").with("currency", quote),
            answer -> FoundContracts.pairs(answer, quote))
        .then(
            bySymbol -> {
              Long conid = bySymbol.get(base + "." + quote);
              return conid == null
                  ? Outcome.bad(Refusal.NOT_FOUND, "has no pair " + base + "." + quote)
                  : Outcome.good(new Contract(instrument, conid, ZoneOffset.UTC, false));
            });
  }
}
