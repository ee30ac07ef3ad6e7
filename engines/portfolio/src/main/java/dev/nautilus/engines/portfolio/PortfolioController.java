package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioTarget;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the portfolio engine. Reads the view; what changes something goes through the
/// engine thread.
@RestController
@RequestMapping("/api/v1")
class PortfolioController {
  private final RunningEngine engine;
  private final PortfolioBook book;
  private final PortfolioProperties properties;

  PortfolioController(RunningEngine engine, PortfolioBook book, PortfolioProperties properties) {
    this.engine = engine;
    this.book = book;
    this.properties = properties;
  }

  /// A fill that a person enters, of a trade made elsewhere.
  ///
  /// @param fillId unique; the same one again changes nothing
  /// @param side `BUY` or `SELL`
  /// @param currency of price and commission; the configured one when left out
  /// @param executedAt when (UTC)
  record FillRequest(
      @Nullable String fillId,
      @Nullable String account,
      @Nullable String instrument,
      @Nullable Side side,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable BigDecimal commission,
      @Nullable String currency,
      @Nullable Instant executedAt,
      @Nullable Boolean simulated) {}

  /// @param booked false when a fill of that id counted already
  record FillReply(String fillId, boolean booked) {}

  /// Money that comes in, or goes out when negative.
  ///
  /// @param at when (UTC)
  record CashRequest(@Nullable String account, @Nullable BigDecimal amount, @Nullable Instant at) {}

  /// Positions by account.
  @GetMapping("/positions")
  Map<String, List<PortfolioView.PositionView>> positions(
      @RequestParam(required = false) @Nullable String account) {
    Map<String, List<PortfolioView.PositionView>> positions = new TreeMap<>();
    accounts(account).forEach((name, each) -> positions.put(name, each.positions()));
    return positions;
  }

  /// What each account is worth, with its days.
  @GetMapping("/nav")
  Map<String, PortfolioView.AccountView> nav(
      @RequestParam(required = false) @Nullable String account) {
    return accounts(account);
  }

  /// Which units are open, and what they cost.
  @GetMapping("/lots/{symbol}")
  Map<String, List<PortfolioView.LotView>> lots(
      @PathVariable String symbol, @RequestParam(required = false) @Nullable String account) {
    Map<String, List<PortfolioView.LotView>> lots = new TreeMap<>();
    List<String> held = new ArrayList<>();
    accounts(account)
        .forEach(
            (name, each) ->
                each.positions()
                    .forEach(
                        position -> {
                          held.add(position.instrument());
                          if (position.instrument().equals(symbol)) {
                            lots.put(name, position.lots());
                          }
                        }));
    if (lots.isEmpty()) {
      throw EngineException.unknown("position in", symbol, held);
    }
    return lots;
  }

  /// Orders on their way through the paper broker.
  @GetMapping("/orders")
  List<PortfolioView.OrderView> orders() {
    return engine.view(PortfolioView.class).orders();
  }

  /// Books a fill and tells it on the bus.
  @PostMapping("/fills")
  @ResponseStatus(HttpStatus.CREATED)
  CompletionStage<FillReply> fill(@RequestBody FillRequest request) {
    Fill fill = fill(request.fillId(), request);
    return engine.ask(
        outbox -> {
          try {
            return new FillReply(fill.fillId(), book.enter(fill, outbox));
          } catch (IllegalArgumentException e) {
            throw EngineException.invalid(String.valueOf(e.getMessage()));
          }
        });
  }

  private Fill fill(@Nullable String id, FillRequest request) {
    String account = request.account();
    String instrument = request.instrument();
    Side side = request.side();
    BigDecimal quantity = request.quantity();
    BigDecimal price = request.price();
    Instant at = request.executedAt();
    if (id == null
        || account == null
        || instrument == null
        || side == null
        || quantity == null
        || price == null
        || at == null) {
      throw EngineException.invalid(
          "a fill must have fillId, account, instrument, side, quantity, price and executedAt, was "
              + request);
    }
    BigDecimal commission = request.commission();
    String currency = request.currency();
    try {
      return new Fill(
          id,
          "entered-" + id,
          account,
          InstrumentId.of(instrument),
          side,
          quantity,
          price,
          commission == null ? BigDecimal.ZERO : commission,
          currency == null ? properties.currency() : currency,
          BigDecimal.ZERO,
          at,
          Boolean.TRUE.equals(request.simulated()));
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// Books money that comes in or goes out.
  @PostMapping("/cash")
  CompletionStage<PortfolioView.AccountView> cash(@RequestBody CashRequest request) {
    BigDecimal amount = request.amount();
    Instant at = request.at();
    if (amount == null || at == null || amount.precision() > 40 || Math.abs(amount.scale()) > 20) {
      throw EngineException.invalid("cash must have account, amount and at, was " + request);
    }
    String name = String.valueOf(request.account());
    return engine.ask(
        outbox -> {
          book.payIn(account(name), amount, at, outbox);
          return Objects.requireNonNull(book.view().accounts().get(name));
        });
  }

  /// Searches for weights and tells them as the account's target.
  @PostMapping("/optimise")
  CompletionStage<PortfolioTarget> optimise(@RequestBody OptimiseRequest request) {
    String name = request.account() == null ? firstAccount() : request.account();
    return engine
        .ask(
            _ -> {
              account(name);
              return request.search(book.history(), book.factorRisk(), properties.optimiser());
            })
        // The search may take a second; it rests on copies, so the engine goes on meanwhile.
        .thenApplyAsync(WeightSearch::run)
        .thenCompose(
            found ->
                engine.ask(
                    outbox -> {
                      PortfolioTarget target = book.targets().target(account(name), found);
                      outbox.emit(MessageType.PORTFOLIO_TARGET, target);
                      return target;
                    }));
  }

  private String firstAccount() {
    return properties.accounts().getFirst().name();
  }

  /// On the engine thread only.
  private Account account(String name) {
    Account found = book.ledger().find(name);
    if (found == null) {
      throw EngineException.unknown(
          "account", name, book.ledger().accounts().stream().map(Account::name).toList());
    }
    return found;
  }

  private Map<String, PortfolioView.AccountView> accounts(@Nullable String name) {
    Map<String, PortfolioView.AccountView> all = engine.view(PortfolioView.class).accounts();
    if (name == null) {
      return all;
    }
    PortfolioView.AccountView found = all.get(name);
    if (found == null) {
      throw EngineException.unknown("account", name, all.keySet());
    }
    return Map.of(name, found);
  }
}
