package dev.nautilus.engines.collateral;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engines.collateral.method.MarketHours;
import dev.nautilus.engines.collateral.method.OptionContract;
import dev.nautilus.message.Bar;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Economic;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.quant.money.MinorUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: prices, the rate of interest, accounts and their calls. Confined to
/// the engine thread.
final class MarginBook {
  private static final Duration RATE_REACH = Duration.ofDays(120);
  private static final double PERCENT = 100;

  private final CollateralProperties properties;
  private final PriceBoard board;
  private final MarginDesk desk;
  private final Map<String, MarginAccount> accounts = new TreeMap<>();
  private double rate;
  private LocalDate rateDate = LocalDate.EPOCH;
  private @Nullable MarginView view;

  MarginBook(CollateralProperties properties) {
    this.properties = properties;
    board = new PriceBoard(properties.ratesByCurrency());
    desk = new MarginDesk(properties, board);
  }

  /// The rate of interest; nothing else is needed before the first position.
  List<Backfill> backfills() {
    return List.of(
        new Backfill(
            List.of(properties.rateSeries()), List.of(MessageType.ECONOMIC), null, RATE_REACH, 0));
  }

  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    answer.answers().stream()
        .flatMap(each -> each.data().stream())
        .filter(Economic.class::isInstance)
        .map(Economic.class::cast)
        .forEach(this::learn);
  }

  void onEconomic(Message<Economic> message, Outbox outbox) {
    learn(message.payload());
  }

  private void learn(Economic series) {
    if (!series.instrument().equals(properties.rateSeries())) {
      return;
    }
    for (Economic.Observation each : series.observations()) {
      if (each.value().isPresent() && !each.date().isBefore(rateDate)) {
        rateDate = each.date();
        rate = each.value().getAsDouble() / PERCENT;
      }
    }
    accounts.values().forEach(account -> account.cache().clear());
    view = null;
  }

  void onPosition(Message<PositionChange> message, Outbox outbox) {
    account(message.payload().account()).learn(message.payload());
    view = null;
  }

  void onValue(Message<PortfolioUpdate> message, Outbox outbox) {
    MarginAccount account = account(message.payload().account());
    account.learn(message.payload());
    judge(account, account.newest(), true, outbox);
  }

  private MarginAccount account(String name) {
    return accounts.computeIfAbsent(name, MarginAccount::new);
  }

  void onQuote(Message<Quote> message, Outbox outbox) {
    if (board.learn(message.payload())) {
      moved(message.payload().instrument(), message.payload().provenance().receivedAt(), outbox);
    }
  }

  void onNbbo(Message<Nbbo> message, Outbox outbox) {
    if (board.learn(message.payload())) {
      moved(message.payload().instrument(), message.payload().provenance().receivedAt(), outbox);
    }
  }

  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    if (bar.complete()) {
      board.learn(bar);
      moved(bar.instrument(), bar.provenance().receivedAt(), outbox);
    }
  }

  /// Only the class whose price has moved is computed again; told at once only when a level
  /// changes.
  private void moved(InstrumentId instrument, Instant at, Outbox outbox) {
    String underlying =
        OptionContract.parse(instrument.value())
            .map(OptionContract::underlying)
            .orElse(instrument.value());
    boolean isRate = board.isRate(instrument);
    for (MarginAccount account : accounts.values()) {
      boolean holds =
          account.holdings().values().stream()
              .anyMatch(each -> each.underlying().equals(underlying));
      if (isRate) {
        account.cache().clear();
      }
      if (holds || isRate) {
        account.moved(underlying);
        account.at(at);
        judge(account, account.newest(), false, outbox);
      }
    }
  }

  /// Tells every account's margin, lets deadlines pass and asks for more sales where the last did
  /// not do.
  void onTime(Instant now, Outbox outbox) {
    for (MarginAccount account : accounts.values()) {
      if (account.isOpen()) {
        // A day later an option has a day less, and some have expired.
        account.cache().clear();
        judge(account, now, true, outbox);
      }
    }
  }

  private void judge(MarginAccount account, Instant now, boolean tell, Outbox outbox) {
    view = null;
    if (!account.isOpen()) {
      return;
    }
    MarginFigures figures = desk.figures(account, now, rate);
    if (!figures.isKnown()) {
      return;
    }
    account.memorandum(figures.memorandum());
    MarginCallFile calls = account.calls();
    Optional<MarginCall> call = calls.judge(figures, now, deadline(account, now));
    if (tell || call.isPresent()) {
      outbox.emit(MessageType.MARGIN_UPDATE, figures.message(now));
    }
    call.ifPresent(each -> outbox.emit(MessageType.MARGIN_CALL, each));
    boolean again = !now.isBefore(calls.soldAt().plus(properties.liquidationEvery()));
    if (calls.stage() == MarginCallFile.Stage.LIQUIDATING && again) {
      liquidate(account, figures, now, outbox);
    }
  }

  private Instant deadline(MarginAccount account, Instant now) {
    int days =
        desk.rulesOf(account.name()) == RuleSet.REG_T
            ? properties.callDays()
            : properties.marginCallDays();
    LocalDate today = LocalDateTime.ofInstant(now, MarginDesk.NEW_YORK).toLocalDate();
    return MarketHours.after(today, days)
        .atTime(LocalTime.of(16, 0))
        .atZone(MarginDesk.NEW_YORK)
        .toInstant();
  }

  private void liquidate(MarginAccount account, MarginFigures figures, Instant now, Outbox outbox) {
    Liquidation plan =
        new Liquidation(
            desk, board, account, new MarginDesk.WhatIf(now, rate), properties.liquidationBuffer());
    int rank = 0;
    for (Liquidation.Sale sale : plan.plan()) {
      rank++;
      outbox.emit(
          MessageType.LIQUIDATION_REQUEST,
          new LiquidationRequest(
              account.calls().nextSale(now),
              account.name(),
              account.calls().callId(),
              sale.instrument(),
              sale.quantity().signum() < 0 ? Side.BUY : Side.SELL,
              sale.quantity().abs(),
              MinorUnit.round(sale.relief(), figures.currency()),
              figures.currency(),
              rank,
              now,
              figures.simulated()));
    }
  }

  MarginDesk desk() {
    return desk;
  }

  @Nullable MarginAccount find(String account) {
    MarginAccount found = accounts.get(account);
    return found != null && found.isOpen() ? found : null;
  }

  Map<String, MarginAccount> accounts() {
    return accounts;
  }

  /// Rate of interest without risk, a fraction a year; 0 until one is heard.
  double rate() {
    return rate;
  }

  MarginView view() {
    MarginView current = view;
    if (current == null) {
      current = MarginView.of(this);
      view = current;
    }
    return current;
  }

  void write(StateOutput out) {
    board.write(out);
    out.all(accounts.values(), (to, each) -> each.write(to));
    out.real(rate).whole(rateDate.toEpochDay());
  }

  void read(StateInput in) {
    board.read(in);
    in.all(MarginAccount::read).forEach(each -> accounts.put(each.name(), each));
    rate = in.real();
    rateDate = LocalDate.ofEpochDay(in.whole());
    view = null;
  }
}
