package dev.nautilus.engines.collateral;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What people and strategies ask the collateral engine. Reads the view; questions about other
/// positions go through the engine thread and change nothing.
@RestController
@RequestMapping("/api/v1")
class CollateralController {
  private final RunningEngine engine;
  private final MarginBook book;

  CollateralController(RunningEngine engine, MarginBook book) {
    this.engine = engine;
    this.book = book;
  }

  /// A trade that might be done.
  ///
  /// @param quantity negative to sell
  /// @param price of one unit
  record WhatIfRequest(
      @Nullable String account,
      @Nullable String instrument,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable String currency) {}

  /// @param allowed whether the equity covers what must be held to open, or the trade makes it less
  record WhatIfReply(
      MarginView.AccountView before, MarginView.AccountView after, boolean allowed) {}

  /// @param account whose positions are scanned
  record ScanRequest(@Nullable String account) {}

  /// How every account stands.
  @GetMapping("/margin")
  Map<String, MarginView.AccountView> margins() {
    return engine.view(MarginView.class).accounts();
  }

  /// How an account stands.
  @GetMapping("/margin/{account}")
  MarginView.AccountView margin(@PathVariable String account) {
    Map<String, MarginView.AccountView> accounts = engine.view(MarginView.class).accounts();
    MarginView.AccountView found = accounts.get(account);
    if (found == null) {
      throw EngineException.unknown("account", account, accounts.keySet());
    }
    return found;
  }

  /// How an account would stand after a trade.
  @PostMapping("/whatif")
  CompletionStage<WhatIfReply> whatIf(@RequestBody WhatIfRequest request) {
    String name = request.account();
    String symbol = request.instrument();
    BigDecimal quantity = request.quantity();
    BigDecimal price = request.price();
    if (name == null || symbol == null || quantity == null || price == null) {
      throw EngineException.invalid(
          "a what-if must have account, instrument, quantity and price, was " + request);
    }
    if (quantity.signum() == 0 || quantity.precision() > 40 || price.precision() > 40) {
      throw EngineException.invalid("quantity must not be 0, was " + request);
    }
    return engine.ask(_ -> answer(account(name), instrument(symbol), request, quantity, price));
  }

  private WhatIfReply answer(
      MarginAccount account,
      InstrumentId instrument,
      WhatIfRequest request,
      BigDecimal quantity,
      BigDecimal price) {
    MarginDesk.WhatIf when = new MarginDesk.WhatIf(account.newest(), book.rate());
    Map<InstrumentId, Holding> holdings = new TreeMap<>(account.holdings());
    Holding known = holdings.get(instrument);
    String currency = request.currency() == null ? account.currency() : request.currency();
    BigDecimal held = known == null ? BigDecimal.ZERO : known.quantity();
    BigDecimal after = held.add(quantity);
    if (after.signum() == 0) {
      holdings.remove(instrument);
    } else {
      holdings.put(
          instrument,
          known == null
              ? new Holding(instrument, after, price, price, currency, true)
              : known.of(after));
    }
    MarginFigures before = book.desk().figures(account, when.now(), when.rate());
    MarginFigures then =
        book.desk()
            .whatIf(
                account,
                account
                    .cash()
                    .subtract(book.desk().rules().spent(instrument, quantity.multiply(price))),
                holdings.values(),
                when);
    if (!then.isKnown()) {
      throw EngineException.unavailable("cannot be judged yet: " + then.missing());
    }
    boolean allowed =
        then.equity().compareTo(then.initial()) >= 0
            || then.maintenance().compareTo(before.maintenance()) < 0;
    return new WhatIfReply(
        MarginView.show(before, null, List.of()), MarginView.show(then, null, List.of()), allowed);
  }

  /// What an account's classes gain at each price of portfolio margin and in each scenario of SPAN.
  @PostMapping("/scan")
  CompletionStage<List<MarginRules.Scan>> scan(@RequestBody ScanRequest request) {
    String name = request.account();
    if (name == null) {
      throw EngineException.invalid("a scan must have account, was " + request);
    }
    return engine.ask(
        _ -> {
          MarginAccount account = account(name);
          Instant now = account.newest();
          List<MarginRules.Scan> scans = new ArrayList<>();
          MarginAccount.classes(account.holdings().values())
              .values()
              .forEach(
                  members ->
                      book.desk()
                          .rules()
                          .scan(
                              members.getFirst().underlying(),
                              members,
                              book.desk().terms(account, now, book.rate()))
                          .ifPresent(scans::add));
          return scans;
        });
  }

  private static InstrumentId instrument(String symbol) {
    try {
      return InstrumentId.of(symbol);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// On the engine thread only.
  private MarginAccount account(String name) {
    MarginAccount found = book.find(name);
    if (found == null) {
      throw EngineException.unknown("account", name, book.view().accounts().keySet());
    }
    return found;
  }
}
