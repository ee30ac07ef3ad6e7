package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.BodyReader;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Candle;
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
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Economic;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hub's one client for Trading Economics: one HTTP connection and one WebSocket. The key has
/// two halves, `key:secret`, and both are in every URL.
final class TradingEconomicsConnection implements VendorConnection {
  static final Source SOURCE = Source.of("trading_economics");

  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

  /// About 28 names in one URL were seen to be the most the service takes.
  private static final int SYMBOLS_PER_CALL = 25;

  /// Sessions are at most this far apart, holidays included.
  private static final int LONGEST_CLOSURE = 10;

  /// The whole world publishes something every day, and a small country every month.
  private static final int QUIET_DAYS = 31;

  private static final int USUAL_DAYS = 366;
  private static final int CALENDAR_DAYS = 30;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final URI api;
  private final PushFeed stream;

  TradingEconomicsConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this(settings, clock, StreamTimings.DEFAULT);
  }

  TradingEconomicsConnection(
      VendorsProperties.Vendor settings, InstantSource clock, StreamTimings timings) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
    this.api = settings.baseUrl("api");
    URI socket =
        VendorUrl.of(settings.baseUrl("stream")).path("").with("client", settings.key()).uri();
    this.stream =
        new PushFeed(
            SOURCE, new StreamDialect(socket, this::receipt), timings, http.budget()::lease);
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return settings.enabled() && settings.key().indexOf(':') > 0;
  }

  @Override
  public boolean serves(VendorQuery asked) {
    if (asked.text() != null) {
      return false;
    }
    boolean one = asked.instruments().size() == 1;
    if (asked.type().equals(MessageType.ECONOMIC)) {
      return one && Topic.isOurs(asked.instruments().getFirst());
    }
    boolean days = asked.interval() == null || asked.interval().equals(BarSpec.DAY);
    boolean served =
        asked.type().equals(MessageType.QUOTE)
            || (asked.type().equals(MessageType.BAR) && days && one);
    return served && asked.instruments().stream().allMatch(i -> ListedSymbol.of(i).isPresent());
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
    if (asked.type().equals(MessageType.QUOTE)) {
      quotes(asked.instruments(), gathered);
    } else if (asked.type().equals(MessageType.BAR)) {
      gathered.add(bars(asked, gathered));
    } else {
      gathered.add(economic(asked, gathered));
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
    return isConfigured() ? http.status(stream.isUp()) : http.notConfigured(notConfigured());
  }

  @Override
  public void close() {
    stream.close();
    http.close();
  }

  private String notConfigured() {
    if (!settings.enabled()) {
      return "switched off by nautilus.vendors.trading-economics.enabled";
    }
    return settings.key().isBlank()
        ? "trading_economics needs a key: set " + settings.keyName()
        : settings.keyName() + " must be written as key:secret, with a colon between the two";
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private <T> Outcome<T> get(VendorUrl url, BodyReader<T> reader) {
    return http.get(url.with("c", settings.key()).with("f", "json").uri(), HEADERS, reader);
  }

  private void quotes(List<InstrumentId> instruments, Gathered gathered) {
    for (int at = 0; at < instruments.size(); at += SYMBOLS_PER_CALL) {
      Map<String, InstrumentId> symbols = new LinkedHashMap<>();
      instruments
          .subList(at, Math.min(at + SYMBOLS_PER_CALL, instruments.size()))
          .forEach(i -> symbols.put(ListedSymbol.of(i).orElseThrow(), i));
      gathered.add(
          get(
              VendorUrl.of(api).path("markets/symbol").segment(String.join(",", symbols.keySet())),
              answer -> MarketRows.quotes(answer, symbols, receipt())));
    }
  }

  private Outcome<List<MarketDatum>> bars(VendorQuery asked, Gathered gathered) {
    InstrumentId instrument = asked.instruments().getFirst();
    String symbol = ListedSymbol.of(instrument).orElseThrow();
    LocalDate end = lastDay(asked);
    LocalDate start = firstDay(asked);
    if (start == null) {
      long days = asked.limit() == 0 ? USUAL_DAYS : asked.limit() * 7L / 5 + LONGEST_CLOSURE;
      start = end.minusDays(days);
    }
    DatedPages<Candle> pages =
        new DatedPages<>(
            (from, to) ->
                get(
                    VendorUrl.of(api)
                        .path("markets/historical")
                        .segment(symbol)
                        .with("d1", String.valueOf(from))
                        .with("d2", to.toString()),
                    answer -> MarketRows.days(answer, symbol)),
            candle -> LocalDate.ofInstant(candle.start(), ZoneOffset.UTC),
            Candle::start,
            _ -> LONGEST_CLOSURE);
    return pages
        .all(start, end)
        .then(
            range -> {
              gathered.truncatedIf(range.open());
              return Trim.to(
                  asked,
                  range.rows().stream()
                      .<MarketDatum>map(row -> row.bar(instrument, BarSpec.DAY, receipt()))
                      .toList());
            });
  }

  private Outcome<List<MarketDatum>> economic(VendorQuery asked, Gathered gathered) {
    InstrumentId instrument = asked.instruments().getFirst();
    Optional<Topic> topic = Topic.of(instrument);
    if (topic.isEmpty()) {
      return Outcome.bad(
          Refusal.NOT_FOUND,
          "trading_economics names series like TE:australia/interest_rate, "
              + "TE:forecast/australia/inflation_rate or TE:calendar/all, was "
              + instrument);
    }
    return switch (topic.get()) {
      case Topic.History history -> history(asked, history, gathered);
      case Topic.Calendar calendar -> releases(asked, calendar, gathered);
      case Topic.Forecast forecast ->
          get(
              forecast.onto(VendorUrl.of(api)),
              answer -> ForecastRows.read(answer, forecast, instrument, receipt()));
    };
  }

  private Outcome<List<MarketDatum>> history(
      VendorQuery asked, Topic.History topic, Gathered gathered) {
    DatedPages<SeriesRow> pages =
        new DatedPages<>(
            (from, to) ->
                get(
                    topic.onto(VendorUrl.of(api), from, to),
                    answer -> SeriesRow.read(answer, topic)),
            SeriesRow::stamp,
            SeriesRow::key,
            SeriesRow::slackDays);
    InstrumentId instrument = asked.instruments().getFirst();
    return pages
        .all(firstDay(asked), lastDay(asked))
        .then(
            range -> {
              gathered.truncatedIf(range.open());
              return trimmed(asked, SeriesRow.series(range.rows(), instrument, receipt()));
            });
  }

  /// Without a range, the releases of the last and of the coming days.
  private Outcome<List<MarketDatum>> releases(
      VendorQuery asked, Topic.Calendar topic, Gathered gathered) {
    LocalDate start = firstDay(asked) == null ? today().minusDays(CALENDAR_DAYS) : firstDay(asked);
    LocalDate end = asked.to() == null ? today().plusDays(CALENDAR_DAYS) : lastDay(asked);
    DatedPages<Release> pages =
        new DatedPages<>(
            (from, to) -> get(topic.onto(VendorUrl.of(api), from, to), Release::read),
            Release::day,
            Release::id,
            _ -> 1);
    return pages
        .all(start, end)
        .then(
            range -> {
              LocalDate certain = end.isAfter(today()) ? today() : end;
              gathered.truncatedIf(
                  range.open() || range.last().isBefore(certain.minusDays(QUIET_DAYS)));
              List<Economic> series = Release.series(range.rows(), receipt());
              return series.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has nothing but holidays there")
                  : Outcome.good(List.copyOf(series));
            });
  }

  private static Outcome<List<MarketDatum>> trimmed(VendorQuery asked, List<Economic> series) {
    Gathered all = new Gathered();
    series.forEach(one -> all.add(Trim.observations(asked, one)));
    return all.outcome();
  }

  private static @Nullable LocalDate firstDay(VendorQuery asked) {
    return asked.from() == null ? null : LocalDate.ofInstant(asked.from(), ZoneOffset.UTC);
  }

  /// Exclusive in the question, inclusive at the vendor.
  private LocalDate lastDay(VendorQuery asked) {
    return asked.to() == null
        ? today()
        : LocalDate.ofInstant(asked.to().minusNanos(1), ZoneOffset.UTC);
  }
}
