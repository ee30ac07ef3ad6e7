package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.BodyReader;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.PushFeed;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.StreamTimings;
import dev.nautilus.hub.vendor.Trim;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The hub's one client for Yahoo Finance. All hosts share its HTTP connection; the stream has the
/// one WebSocket.
final class YahooConnection implements VendorConnection {
  static final Source SOURCE = Source.of("yahoo_finance");

  private static final Set<MessageType<? extends MarketDatum>> SERVED =
      Set.of(
          MessageType.BAR,
          MessageType.CORPORATE_ACTION,
          MessageType.QUOTE,
          MessageType.NEWS,
          MessageType.FUNDAMENTAL);

  /// Keeps the URL of a batch below what servers take.
  private static final int SYMBOLS_PER_CALL = 150;

  private static final int DEFAULT_NEWS = 10;
  private static final int MOST_NEWS = 50;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final URI query;
  private final YahooSession session;
  private final PushFeed stream;

  YahooConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this(settings, clock, StreamTimings.DEFAULT);
  }

  YahooConnection(VendorsProperties.Vendor settings, InstantSource clock, StreamTimings timings) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
    this.query = settings.baseUrl("query");
    this.session = new YahooSession(http, settings.baseUrl("cookie"), query);
    this.stream =
        new PushFeed(
            SOURCE,
            new YahooDialect(settings.baseUrl("stream"), this::receipt),
            timings,
            http.budget()::lease);
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return settings.enabled();
  }

  @Override
  public boolean serves(VendorQuery asked) {
    return asked.text() == null
        && SERVED.contains(asked.type())
        && asked.instruments().stream().noneMatch(i -> i.value().contains(":"));
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(Refusal.NOT_CONFIGURED, SOURCE + " is switched off");
    }
    if (!serves(asked)) {
      return new Refused(Refusal.NOT_SERVED, SOURCE + " does not serve " + asked.type().name());
    }
    if (asked.type().equals(MessageType.QUOTE)) {
      return quotes(asked);
    }
    Gathered gathered = new Gathered();
    for (InstrumentId instrument : asked.instruments()) {
      one(asked, instrument, gathered);
    }
    return gathered.reply();
  }

  @Override
  public Optional<VendorStream> stream() {
    return isConfigured() ? Optional.of(stream) : Optional.empty();
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.of(http.budget());
  }

  @Override
  public VendorStatus status() {
    return isConfigured()
        ? http.status(stream.isUp())
        : http.notConfigured("switched off by nautilus.vendors.yahoo-finance.enabled");
  }

  @Override
  public void close() {
    stream.close();
    http.close();
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  private void one(VendorQuery asked, InstrumentId instrument, Gathered gathered) {
    if (asked.type().equals(MessageType.NEWS)) {
      gathered.add(news(asked, instrument).then(items -> Trim.to(asked, items)));
    } else if (asked.type().equals(MessageType.FUNDAMENTAL)) {
      gathered.add(fundamentals(instrument));
    } else if (asked.type().equals(MessageType.CORPORATE_ACTION)) {
      ChartPlan plan = ChartPlan.actions(asked, instrument, clock.instant());
      gathered.add(
          chart(plan, call -> answer -> ChartActions.read(answer, call, receipt()))
              .then(actions -> Trim.to(asked, actions)));
    } else {
      gathered.add(
          ChartPlan.bars(asked, instrument, clock.instant())
              .then(
                  plan -> {
                    gathered.truncatedIf(plan.clamped());
                    return chart(plan, call -> answer -> ChartBars.read(answer, call, receipt()));
                  })
              .then(bars -> Trim.to(asked, bars)));
    }
  }

  /// The answers of a plan's calls, one after the other. A call without data leaves a hole in a
  /// long range; any other trouble refuses the whole, for a half must not look like all.
  private Outcome<List<MarketDatum>> chart(
      ChartPlan plan, Function<ChartCall, BodyReader<List<MarketDatum>>> reader) {
    List<MarketDatum> all = new ArrayList<>();
    Refused nothing = null;
    for (ChartCall call : plan.calls()) {
      switch (http.get(call.uri(query), YahooSession.browser(), reader.apply(call))) {
        case Outcome.Good<List<MarketDatum>>(List<MarketDatum> data) -> all.addAll(data);
        case Outcome.Bad<List<MarketDatum>>(Refused refused) -> {
          if (refused.why() != Refusal.NO_DATA) {
            return new Outcome.Bad<>(refused);
          }
          nothing = refused;
        }
      }
    }
    return all.isEmpty() && nothing != null ? new Outcome.Bad<>(nothing) : Outcome.good(all);
  }

  private VendorReply quotes(VendorQuery asked) {
    Gathered gathered = new Gathered();
    for (int at = 0; at < asked.instruments().size(); at += SYMBOLS_PER_CALL) {
      List<InstrumentId> some =
          asked
              .instruments()
              .subList(at, Math.min(at + SYMBOLS_PER_CALL, asked.instruments().size()));
      String symbols = String.join(",", some.stream().map(InstrumentId::value).toList());
      gathered.add(
          withCrumb(
              crumb ->
                  VendorUrl.of(query)
                      .path("v7/finance/quote")
                      .with("symbols", symbols)
                      .with("crumb", crumb)
                      .uri(),
              answer -> QuoteRows.read(answer, some, receipt())));
    }
    return gathered.reply();
  }

  private Outcome<List<MarketDatum>> news(VendorQuery asked, InstrumentId instrument) {
    int count = asked.limit() == 0 ? DEFAULT_NEWS : Math.min(asked.limit(), MOST_NEWS);
    URI url =
        VendorUrl.of(query)
            .path("v1/finance/search")
            .with("q", instrument.value())
            .with("quotesCount", 1)
            .with("newsCount", count)
            .with("enableFuzzyQuery", "false")
            .uri();
    return http.get(
        url, YahooSession.browser(), answer -> NewsItems.read(answer, instrument, receipt()));
  }

  /// Modules and reported figures. One of the two may have nothing (a fund reports no revenue); any
  /// other trouble with either refuses the whole.
  private Outcome<List<MarketDatum>> fundamentals(InstrumentId instrument) {
    Outcome<List<MarketDatum>> modules =
        withCrumb(
            crumb ->
                VendorUrl.of(query)
                    .path("v10/finance/quoteSummary")
                    .segment(instrument.value())
                    .with("modules", String.join(",", WantedFigures.MODULES))
                    .with("formatted", "false")
                    .with("crumb", crumb)
                    .uri(),
            answer -> SummaryModules.read(answer, instrument, receipt()));
    if (modules instanceof Outcome.Bad<List<MarketDatum>>(Refused why) && !isNothing(why)) {
      return modules;
    }
    Instant now = clock.instant();
    URI url =
        VendorUrl.of(query)
            .path("ws/fundamentals-timeseries/v1/finance/timeseries")
            .segment(instrument.value())
            .with("type", String.join(",", WantedFigures.TYPES))
            .with("period1", now.minus(WantedFigures.HISTORY).getEpochSecond())
            .with("period2", now.getEpochSecond())
            .uri();
    Outcome<List<MarketDatum>> figures =
        http.get(
            url,
            YahooSession.browser(),
            answer -> ReportedFigures.read(answer, instrument, receipt()));
    if (figures instanceof Outcome.Bad<List<MarketDatum>>(Refused why)) {
      return isNothing(why) ? modules : figures;
    }
    Gathered both = new Gathered();
    both.add(modules);
    both.add(figures);
    return both.outcome();
  }

  private static boolean isNothing(@Nullable Refused refused) {
    return refused != null
        && (refused.why() == Refusal.NOT_FOUND || refused.why() == Refusal.NO_DATA);
  }

  /// Asks with the current crumb, and once more with a new one when Yahoo refuses it.
  private <T> Outcome<T> withCrumb(Function<String, URI> url, BodyReader<T> reader) {
    return session
        .pass()
        .then(
            pass -> {
              Outcome<T> first = http.get(url.apply(pass.crumb()), pass.headers(), reader);
              if (!(first instanceof Outcome.Bad<T>(Refused refused))
                  || refused.why() != Refusal.UNAUTHORIZED) {
                return first;
              }
              session.refused(pass);
              return session
                  .pass()
                  .then(fresh -> http.get(url.apply(fresh.crumb()), fresh.headers(), reader));
            });
  }
}
