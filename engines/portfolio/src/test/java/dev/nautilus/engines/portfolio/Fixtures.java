package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engines.portfolio.PortfolioProperties.AccountSetting;
import dev.nautilus.engines.portfolio.PortfolioProperties.ContractSetting;
import dev.nautilus.engines.portfolio.PortfolioProperties.OptimiserSetting;
import dev.nautilus.engines.portfolio.PortfolioProperties.PaperSetting;
import dev.nautilus.engines.portfolio.method.Contract;
import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.engines.portfolio.method.Shrinkage;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Fills, orders, quotes and days that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final InstrumentId MSFT = InstrumentId.of("MSFT");
  static final InstrumentId SAP = InstrumentId.of("SAP.DE");
  static final InstrumentId EURUSD = InstrumentId.of("EURUSD=X");
  static final InstrumentId XBT = InstrumentId.of("XBTUSD");
  static final Instant START = Instant.parse("2026-01-05T14:30:00Z");
  static final List<InstrumentId> SYMBOLS = List.of(AAPL, MSFT, InstrumentId.of("JPM"));

  private Fixtures() {}

  static PaperSetting paper(PaperSetting.FillSize size) {
    return new PaperSetting(
        size,
        Duration.ofSeconds(60),
        new BigDecimal("0.005"),
        new BigDecimal("1.00"),
        new BigDecimal("0.01"));
  }

  static OptimiserSetting optimiser() {
    return new OptimiserSetting(
        WeightMethod.MIN_VARIANCE, Shrinkage.Target.LW_ID, 252, 252, 0, 1, 1, 0.0025, 0, 2.5, 0.05);
  }

  static PortfolioProperties properties(PaperSetting.FillSize size, LotMethod lots) {
    return new PortfolioProperties(
        SYMBOLS,
        List.of(new AccountSetting("main", "USD", new BigDecimal("100000"), lots)),
        "USD",
        Map.of("XBTUSD", new ContractSetting(Contract.Kind.INVERSE, BigDecimal.ONE, "BTC")),
        Map.of("EUR", EURUSD, "BTC", InstrumentId.of("BTC-USD")),
        Duration.ofSeconds(5),
        1_000,
        paper(size),
        optimiser());
  }

  static PortfolioProperties properties() {
    return properties(PaperSetting.FillSize.WHOLE, LotMethod.AVERAGE);
  }

  static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  static Quote quote(InstrumentId instrument, int seconds, double bid, double ask) {
    return quote(instrument, seconds, bid, ask, instrument.equals(SAP) ? "EUR" : "USD");
  }

  static Quote quote(
      InstrumentId instrument, int seconds, double bid, double ask, String currency) {
    return new Quote(
        instrument,
        OptionalDouble.of(bid),
        OptionalDouble.of(40),
        OptionalDouble.of(ask),
        OptionalDouble.of(30),
        OptionalDouble.empty(),
        currency,
        provenance(at(seconds)));
  }

  static Provenance provenance(Instant at) {
    return new Provenance(Source.of("test"), at, at, 1, true);
  }

  static Fill fill(String id, String signedQuantity, String price, int seconds) {
    BigDecimal quantity = new BigDecimal(signedQuantity);
    return fill(AAPL, id, quantity, price, seconds);
  }

  static Fill fill(
      InstrumentId instrument, String id, BigDecimal quantity, String price, int seconds) {
    return new Fill(
        id,
        "order-" + id,
        "main",
        instrument,
        quantity.signum() > 0 ? Side.BUY : Side.SELL,
        quantity.abs(),
        new BigDecimal(price),
        new BigDecimal("1.00"),
        instrument.equals(SAP) ? "EUR" : "USD",
        BigDecimal.ZERO,
        at(seconds),
        true);
  }

  static OrderRequest order(String id, Side side, int quantity) {
    return order(id, side, quantity, OrderRequest.TimeInForce.DAY, false);
  }

  static OrderRequest order(
      String id,
      Side side,
      int quantity,
      OrderRequest.TimeInForce timeInForce,
      boolean reduceOnly) {
    return priced(
        new OrderRequest(
            id,
            "main",
            "trend",
            AAPL,
            side,
            BigDecimal.valueOf(quantity),
            OrderRequest.Type.MARKET,
            null,
            null,
            timeInForce,
            reduceOnly,
            null,
            "entry",
            "signal-1",
            at(3_600),
            OrderRequest.Basis.SIMULATED),
        OrderRequest.Type.MARKET,
        "");
  }

  /// The same order with a limit or a stop.
  static OrderRequest priced(OrderRequest order, OrderRequest.Type type, String price) {
    BigDecimal limit = type == OrderRequest.Type.LIMIT ? new BigDecimal(price) : null;
    BigDecimal stop = type == OrderRequest.Type.STOP ? new BigDecimal(price) : null;
    return new OrderRequest(
        order.clientOrderId(),
        order.account(),
        order.strategy(),
        order.instrument(),
        order.side(),
        order.quantity(),
        type,
        limit,
        stop,
        order.timeInForce(),
        order.reduceOnly(),
        order.expectedPrice(),
        order.reason(),
        order.signalId(),
        order.expiresAt(),
        order.basis());
  }

  static OrderDecision allow(OrderRequest order, int seconds) {
    return new OrderDecision(
        order.clientOrderId(),
        order.account(),
        order.instrument(),
        OrderDecision.Verdict.ALLOW,
        order.quantity(),
        "",
        "",
        at(seconds));
  }

  static CorporateAction action(CorporateAction.Kind kind, double amount, LocalDate exDate) {
    return new CorporateAction(
        AAPL, kind, exDate, amount, provenance(exDate.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  /// A random walk of its own for each symbol.
  static List<Bar> days(InstrumentId symbol, int count) {
    SplittableRandom random = new SplittableRandom(symbol.value().hashCode());
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    for (int i = count; i > 0; i--) {
      price *= 1 + random.nextGaussian() * 0.01;
      bars.add(day(symbol, LocalDate.of(2026, 1, 5).minusDays(i), price));
    }
    return bars;
  }

  static Bar day(InstrumentId symbol, LocalDate date, double close) {
    Instant start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Bar(
        symbol,
        BarSpec.DAY,
        start,
        close,
        close,
        close,
        close,
        1_000,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        provenance(start.plus(Duration.ofDays(1))));
  }

  static DataResponse history(Backfill asked, int days) {
    List<DataResponse.Answer> answers = new ArrayList<>();
    for (InstrumentId symbol : asked.instruments()) {
      answers.add(
          new DataResponse.Answer(
              symbol,
              "bar",
              DataResponse.Freshness.FRESH,
              0,
              List.copyOf(days(symbol, days)),
              null,
              null));
    }
    return new DataResponse(answers);
  }

  /// What a hub answers to any request for days.
  static DataResponse history(DataRequest asked, int days) {
    return history(
        new Backfill(
            asked.instruments(),
            List.of(MessageType.BAR),
            BarSpec.DAY,
            Duration.ofDays(days),
            days),
        days);
  }

  static EngineDefinition engine(PortfolioProperties properties) {
    return new PortfolioEngine().portfolio(new PortfolioBook(properties), properties);
  }
}
