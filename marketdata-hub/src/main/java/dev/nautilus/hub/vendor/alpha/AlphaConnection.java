package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.Trim;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The hub's one client for Alpha Vantage. A plan without a daily quota (`limits.per-day` of 0) is
/// taken for a premium one, which is asked for whole histories and for many quotes in one call.
final class AlphaConnection implements VendorConnection {
  static final Source SOURCE = Source.of("alpha_vantage");

  private static final Set<MessageType<? extends MarketDatum>> OF_SHARES =
      Set.of(MessageType.FUNDAMENTAL, MessageType.CORPORATE_ACTION);
  private static final Set<MessageType<? extends MarketDatum>> OF_ANYTHING =
      Set.of(MessageType.QUOTE, MessageType.BAR, MessageType.NEWS, MessageType.SENTIMENT);

  /// The vendor's own limit for `REALTIME_BULK_QUOTES`.
  private static final int SYMBOLS_PER_CALL = 100;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final AlphaLine line;
  private final CompanyFile company;
  private final boolean premium;

  /// Until the vendor says that this plan has no quotes in bulk.
  private volatile boolean bulk;

  AlphaConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
    this.line = new AlphaLine(settings, http, clock);
    this.company = new CompanyFile(line);
    this.premium = settings.limits().perDay() == 0;
    this.bulk = premium;
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return settings.enabled() && !settings.key().isBlank();
  }

  @Override
  public boolean serves(VendorQuery asked) {
    if (asked.text() != null) {
      return false;
    }
    boolean together =
        bulk
            && asked.type().equals(MessageType.QUOTE)
            && asked.instruments().stream().allMatch(AlphaConnection::isShare);
    return (asked.instruments().size() == 1 || together)
        && asked.instruments().stream().allMatch(instrument -> serves(asked, instrument));
  }

  private static boolean serves(VendorQuery asked, InstrumentId instrument) {
    if (asked.type().equals(MessageType.ECONOMIC)) {
      return EconomicFunction.isOurs(instrument);
    }
    if (asked.type().equals(MessageType.BAR)
        && asked.interval() != null
        && SeriesInterval.of(asked.interval()).isEmpty()) {
      return false;
    }
    return OF_SHARES.contains(asked.type())
        ? isShare(instrument)
        : OF_ANYTHING.contains(asked.type()) && AlphaSymbol.of(instrument).isPresent();
  }

  private static boolean isShare(InstrumentId instrument) {
    return AlphaSymbol.of(instrument).filter(AlphaSymbol.Share.class::isInstance).isPresent();
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(Refusal.NOT_CONFIGURED, notConfigured());
    }
    if (!serves(asked)) {
      return new Refused(
          Refusal.NOT_SERVED,
          SOURCE + " does not serve " + asked.type().name() + " of " + asked.instruments());
    }
    Gathered gathered = new Gathered();
    if (asked.instruments().size() > 1) {
      bulk(asked.instruments(), gathered);
    } else {
      one(asked, asked.instruments().getFirst(), gathered);
    }
    return gathered.reply();
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.of(http.budget());
  }

  @Override
  public VendorStatus status() {
    return isConfigured() ? http.status(false) : http.notConfigured(notConfigured());
  }

  @Override
  public void close() {
    http.close();
  }

  private String notConfigured() {
    return settings.enabled()
        ? "alpha_vantage needs a key: set " + settings.keyName()
        : "switched off by nautilus.vendors.alpha-vantage.enabled";
  }

  private void one(VendorQuery asked, InstrumentId instrument, Gathered gathered) {
    if (asked.type().equals(MessageType.ECONOMIC)) {
      gathered.add(economic(asked, instrument));
    } else if (asked.type().equals(MessageType.QUOTE)) {
      gathered.add(quote(instrument));
    } else if (asked.type().equals(MessageType.BAR)) {
      gathered.add(bars(asked, instrument, gathered));
    } else if (asked.type().equals(MessageType.FUNDAMENTAL)) {
      company.fundamentals(instrument, gathered);
    } else if (asked.type().equals(MessageType.CORPORATE_ACTION)) {
      gathered.add(company.actions(instrument).then(actions -> Trim.to(asked, actions)));
    } else {
      gathered.add(articles(asked, instrument, gathered));
    }
  }

  private Outcome<List<MarketDatum>> quote(InstrumentId instrument) {
    AlphaSymbol symbol = AlphaSymbol.of(instrument).orElseThrow();
    return switch (symbol) {
      case AlphaSymbol.Share(String ticker) ->
          line.get(
              line.url().with("function", "GLOBAL_QUOTE").with("symbol", ticker),
              answer -> LastQuotes.global(answer, instrument, line.receipt()));
      case AlphaSymbol.Pair(String from, String to) -> rate(from, to, instrument);
      case AlphaSymbol.Coin(String coin, String market) -> rate(coin, market, instrument);
    };
  }

  private Outcome<List<MarketDatum>> rate(String from, String to, InstrumentId instrument) {
    return line.get(
        line.url()
            .with("function", "CURRENCY_EXCHANGE_RATE")
            .with("from_currency", from)
            .with("to_currency", to),
        answer -> LastQuotes.rate(answer, instrument, line.receipt()));
  }

  private void bulk(List<InstrumentId> instruments, Gathered gathered) {
    for (int at = 0; at < instruments.size(); at += SYMBOLS_PER_CALL) {
      Map<String, InstrumentId> tickers = new LinkedHashMap<>();
      for (InstrumentId instrument :
          instruments.subList(at, Math.min(at + SYMBOLS_PER_CALL, instruments.size()))) {
        if (AlphaSymbol.of(instrument).orElseThrow() instanceof AlphaSymbol.Share(String ticker)) {
          tickers.put(ticker.toUpperCase(Locale.ROOT), instrument);
        }
      }
      Outcome<List<MarketDatum>> some =
          line.get(
              line.url()
                  .with("function", "REALTIME_BULK_QUOTES")
                  .with("symbol", String.join(",", tickers.keySet())),
              answer -> LastQuotes.bulk(answer, tickers, line.receipt()));
      gathered.add(some);
      if (some instanceof Outcome.Bad<List<MarketDatum>>(Refused refused)
          && refused.why() == Refusal.UNAUTHORIZED) {
        // From now on one by one, which every plan allows.
        bulk = false;
        return;
      }
    }
  }

  private Outcome<List<MarketDatum>> bars(
      VendorQuery asked, InstrumentId instrument, Gathered gathered) {
    return SeriesPlan.of(asked, instrument, premium, clock.instant())
        .then(
            plan ->
                series(plan)
                    .then(
                        all -> {
                          gathered.truncatedIf(plan.cutShort(asked, all));
                          return Trim.to(asked, all);
                        }));
  }

  /// The answers of a plan's calls in order. A month without data leaves a hole in a long range;
  /// any other trouble refuses the whole, for a half must not look like all.
  private Outcome<List<MarketDatum>> series(SeriesPlan plan) {
    Gathered parts = new Gathered();
    for (SeriesCall call : plan.calls()) {
      Outcome<List<MarketDatum>> part =
          line.get(call.onto(line.url()), answer -> SeriesBars.read(answer, call, line.receipt()));
      parts.add(part);
      if (AlphaLine.isTrouble(part)) {
        break;
      }
    }
    return parts.outcome();
  }

  private Outcome<List<MarketDatum>> economic(VendorQuery asked, InstrumentId instrument) {
    Optional<EconomicFunction.Choice> choice = EconomicFunction.choice(instrument);
    return choice.isEmpty()
        ? Outcome.bad(
            Refusal.NOT_FOUND,
            "alpha_vantage has no series %s; it has %s"
                .formatted(instrument, EconomicFunction.allowed()))
        : line.get(
                choice.get().onto(line.url()),
                answer -> EconomicTable.read(answer, instrument, line.receipt()))
            .then(series -> Trim.observations(asked, series));
  }

  /// News and, from the same articles, how they speak. What was said long ago is not how they speak
  /// now, so a question about a range gets no sentiment beside its news.
  private Outcome<List<MarketDatum>> articles(
      VendorQuery asked, InstrumentId instrument, Gathered gathered) {
    AlphaSymbol symbol = AlphaSymbol.of(instrument).orElseThrow();
    ArticleQuestion question = ArticleQuestion.of(asked);
    return line.get(
            question.onto(line.url(), symbol),
            answer -> ArticleFeed.read(answer, instrument, symbol, line.receipt()))
        .then(
            feed -> {
              List<MarketDatum> data = new ArrayList<>();
              if (question.current()) {
                feed.sentiment().ifPresent(data::add);
              }
              if (asked.type().equals(MessageType.SENTIMENT)) {
                data.addAll(feed.news());
                return feed.sentiment().isPresent()
                    ? Outcome.good(data)
                    : Outcome.bad(Refusal.NO_DATA, "no article judges " + instrument);
              }
              gathered.truncatedIf(feed.more() || question.filled(feed));
              return Trim.to(asked, List.copyOf(feed.news()))
                  .then(
                      news -> {
                        data.addAll(news);
                        return Outcome.good(data);
                      });
            });
  }
}
