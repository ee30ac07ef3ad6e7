package dev.nautilus.hub.vendor.fred;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.hub.vendor.fred.FredDocument.Observations;
import dev.nautilus.hub.vendor.fred.FredDocument.Series;
import dev.nautilus.hub.vendor.fred.FredDocument.SeriesList;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The hub's one client for FRED: a series' description and its observations, joined.
final class FredConnection implements VendorConnection {
  static final Source SOURCE = Source.of("fred");

  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
  private static final int DEFAULT_SEARCH = 20;
  private static final int MOST_SEARCH = 1000;

  /// FRED's own limit for a page.
  private static final int LARGEST_PAGE = 100_000;

  private static final int MOST_PAGES = 50;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final URI api;
  private final int pageSize;

  FredConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
    this.api = settings.baseUrl("api");
    int rows = settings.limits().rowsPerCall();
    this.pageSize = rows == 0 ? LARGEST_PAGE : rows;
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
    return asked.type().equals(MessageType.ECONOMIC)
        && asked.instruments().stream().allMatch(FredConnection::isOurs);
  }

  private static boolean isOurs(InstrumentId instrument) {
    String value = instrument.value();
    return value.startsWith(FredMapping.PREFIX) && value.length() > FredMapping.PREFIX.length();
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(Refusal.NOT_CONFIGURED, notConfigured());
    }
    if (!serves(asked)) {
      return new Refused(
          Refusal.NOT_SERVED, "fred serves economic series named like FRED:GDP only");
    }
    Gathered gathered = new Gathered();
    if (asked.text() != null) {
      gathered.add(search(asked.text(), asked.limit(), gathered));
    }
    for (InstrumentId instrument : asked.instruments()) {
      gathered.add(series(FredMapping.seriesId(instrument), asked, gathered));
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
        ? "fred needs a key: set " + settings.keyName()
        : "switched off by nautilus.vendors.fred.enabled";
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  private VendorUrl url(String path) {
    return VendorUrl.of(api).path(path).with("file_type", "json").with("api_key", settings.key());
  }

  private <T extends FredDocument> Outcome<T> get(VendorUrl url, Class<T> expected) {
    return http.get(
        url.uri(),
        HEADERS,
        answer ->
            FredAnswers.read(answer)
                .then(
                    document ->
                        expected.isInstance(document)
                            ? Outcome.good(expected.cast(document))
                            : Outcome.bad(
                                Refusal.GARBAGE,
                                "fred answered %s to another question"
                                    .formatted(document.described()))));
  }

  private Outcome<List<MarketDatum>> search(String text, int limit, Gathered gathered) {
    int most = limit == 0 ? DEFAULT_SEARCH : Math.min(limit, MOST_SEARCH);
    return get(url("series/search").with("search_text", text).with("limit", most), SeriesList.class)
        .then(
            found -> {
              gathered.truncatedIf(found.count() > found.series().size());
              List<MarketDatum> described = new ArrayList<>();
              found.series().forEach(s -> described.add(FredMapping.described(s, receipt())));
              return described.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "fred finds no series for that text")
                  : Outcome.good(described);
            });
  }

  private Outcome<List<MarketDatum>> series(String id, VendorQuery asked, Gathered gathered) {
    return get(url("series").with("series_id", id), SeriesList.class)
        .then(
            list ->
                list.series().stream()
                    .findFirst()
                    .filter(series -> series.id().equals(id))
                    .<Outcome<Series>>map(Outcome::good)
                    .orElseGet(
                        () -> Outcome.bad(Refusal.NOT_FOUND, "fred knows no series spelled " + id)))
        .then(series -> observations(series, asked, gathered));
  }

  private Outcome<List<MarketDatum>> observations(
      Series series, VendorQuery asked, Gathered gathered) {
    boolean newestOnly = asked.limit() > 0;
    int wanted = newestOnly ? asked.limit() : Integer.MAX_VALUE;
    List<Observation> rows = new ArrayList<>();
    LocalDate realtimeEnd = LocalDate.MAX;
    for (int page = 0; page < MOST_PAGES; page++) {
      VendorUrl url = observationsUrl(series, asked).with("offset", rows.size());
      url.with("limit", Math.min(pageSize, wanted - rows.size()));
      switch (get(url.with("sort_order", newestOnly ? "desc" : "asc"), Observations.class)) {
        case Outcome.Bad<Observations>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
        case Outcome.Good<Observations>(Observations part) -> {
          // Pages are each ascending; going backwards, an earlier page belongs before.
          rows.addAll(newestOnly ? 0 : rows.size(), part.rows());
          realtimeEnd = part.realtimeEnd();
          int all = Math.min(part.count(), wanted);
          if (rows.size() >= all || part.rows().isEmpty()) {
            gathered.truncatedIf(rows.size() < all);
            return joined(series, new Observations(rows, part.count(), realtimeEnd));
          }
        }
      }
    }
    gathered.truncatedIf(true);
    return joined(series, new Observations(rows, rows.size(), realtimeEnd));
  }

  private VendorUrl observationsUrl(Series series, VendorQuery asked) {
    VendorUrl url = url("series/observations").with("series_id", series.id());
    Instant from = asked.from();
    Instant to = asked.to();
    if (from != null) {
      url.with("observation_start", LocalDate.ofInstant(from, ZoneOffset.UTC).toString());
    }
    if (to != null) {
      // Exclusive in the question, inclusive at FRED.
      LocalDate last = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
      url.with("observation_end", last.toString());
    }
    return url;
  }

  private Outcome<List<MarketDatum>> joined(Series series, Observations values) {
    return values.rows().isEmpty()
        ? Outcome.bad(
            Refusal.NO_DATA, "fred has no observations of %s there".formatted(series.id()))
        : Outcome.good(List.of(FredMapping.joined(series, values, receipt())));
  }
}
