package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.BodyReader;
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
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hub's one client for DBnomics.
final class DbnomicsConnection implements VendorConnection {
  static final Source SOURCE = Source.of("dbnomics");

  private static final Map<String, String> HEADERS =
      Map.of("Accept", "application/json", "User-Agent", "marketdata-hub");
  private static final Pattern WITHIN = Pattern.compile("DBN:([^\\s/]+)/([^\\s/]+)(?:\\s+(.*))?");
  private static final int DEFAULT_SEARCH = 20;
  private static final int MOST_DATASETS = 100;

  /// DBnomics' own limit for a page.
  private static final int LARGEST_PAGE = 1000;

  private static final int MOST_PAGES = 10;

  /// Keeps the URL of a list below what servers take.
  private static final int SERIES_PER_CALL = 50;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final URI api;
  private final int pageSize;

  DbnomicsConnection(VendorsProperties.Vendor settings, InstantSource clock) {
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
    return settings.enabled();
  }

  /// Several at once only where they are plain series; others must be asked for alone.
  @Override
  public boolean serves(VendorQuery asked) {
    List<Optional<DbnomicsSubject>> subjects =
        asked.instruments().stream().map(DbnomicsSubject::of).toList();
    return asked.type().equals(MessageType.ECONOMIC)
        && subjects.stream().allMatch(Optional::isPresent)
        && (subjects.size() <= 1
            || subjects.stream().flatMap(Optional::stream).allMatch(DbnomicsSubject::isPlain));
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(
          Refusal.NOT_CONFIGURED, "switched off by nautilus.vendors.dbnomics.enabled");
    }
    if (!serves(asked)) {
      return new Refused(
          Refusal.NOT_SERVED,
          "dbnomics serves economic series named like DBN:BIS/cbpol/M.US only, masks one at a time");
    }
    Gathered gathered = new Gathered();
    if (asked.text() != null) {
      gathered.add(search(asked.text(), asked.limit(), gathered));
    }
    List<DbnomicsSubject> subjects =
        asked.instruments().stream().flatMap(each -> DbnomicsSubject.of(each).stream()).toList();
    if (subjects.size() == 1) {
      gathered.add(one(subjects.getFirst(), asked, gathered));
    } else {
      for (int at = 0; at < subjects.size(); at += SERIES_PER_CALL) {
        int end = Math.min(at + SERIES_PER_CALL, subjects.size());
        several(subjects.subList(at, end), asked, gathered);
      }
    }
    return gathered.reply();
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.of(http.budget());
  }

  @Override
  public VendorStatus status() {
    return isConfigured()
        ? http.status(false)
        : http.notConfigured("switched off by nautilus.vendors.dbnomics.enabled");
  }

  @Override
  public void close() {
    http.close();
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  private <T> Outcome<T> get(VendorUrl url, BodyReader<T> reader) {
    return http.get(url.uri(), HEADERS, reader);
  }

  private VendorUrl dataset(String provider, String code) {
    return VendorUrl.of(api).path("series").segment(provider).segment(code);
  }

  /// A series, or all that a mask stands for.
  private Outcome<List<MarketDatum>> one(
      DbnomicsSubject subject, VendorQuery asked, Gathered gathered) {
    List<SeriesDoc> docs = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      VendorUrl url =
          dataset(subject.provider(), subject.dataset())
              .segment(subject.series())
              .with("observations", 1)
              .with("limit", pageSize)
              .with("offset", docs.size());
      switch (get(url, SeriesPage::read)) {
        case Outcome.Bad<SeriesPage>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
        case Outcome.Good<SeriesPage>(SeriesPage part) -> {
          docs.addAll(part.series());
          boolean last = docs.size() >= part.found() || part.series().isEmpty();
          // What it could not load, or promised and did not send, is missing from the answer.
          gathered.truncatedIf(!part.complaints().isEmpty());
          gathered.truncatedIf(last && docs.size() < part.found());
          if (docs.isEmpty()) {
            return Outcome.bad(
                Refusal.NOT_FOUND, "dbnomics, of %s: %s".formatted(subject.id(), part.complaint()));
          }
          if (last) {
            return mapped(subject, docs, asked, gathered);
          }
        }
      }
    }
    gathered.truncatedIf(true);
    return mapped(subject, docs, asked, gathered);
  }

  private Outcome<List<MarketDatum>> mapped(
      DbnomicsSubject subject, List<SeriesDoc> docs, VendorQuery asked, Gathered gathered) {
    boolean itself = docs.size() == 1 && !subject.isMask();
    List<MarketDatum> data = new ArrayList<>();
    for (SeriesDoc doc : docs) {
      // A name like WEO:latest leads to a release; who asked for it finds it under that name.
      Optional<InstrumentId> instrument =
          itself ? Optional.of(subject.instrument()) : instrument(doc);
      gathered.truncatedIf(instrument.isEmpty());
      instrument.flatMap(each -> cut(each, doc, asked)).ifPresent(data::add);
    }
    return data.isEmpty() ? nothing(subject) : Outcome.good(data);
  }

  /// Plain series in one call; those that are not in the answer are refused one by one.
  private void several(List<DbnomicsSubject> subjects, VendorQuery asked, Gathered gathered) {
    String ids = String.join(",", subjects.stream().map(DbnomicsSubject::id).toList());
    VendorUrl url =
        VendorUrl.of(api)
            .path("series")
            .with("series_ids", ids)
            .with("observations", 1)
            .with("limit", LARGEST_PAGE);
    switch (get(url, SeriesPage::read)) {
      case Outcome.Bad<SeriesPage>(Refused refused) -> gathered.add(new Outcome.Bad<>(refused));
      case Outcome.Good<SeriesPage>(SeriesPage page) -> {
        for (DbnomicsSubject subject : subjects) {
          Optional<SeriesDoc> found =
              page.series().stream()
                  .filter(doc -> instrument(doc).equals(Optional.of(subject.instrument())))
                  .findFirst();
          gathered.add(
              found.isEmpty()
                  ? Outcome.bad(
                      Refusal.NOT_FOUND,
                      "dbnomics, of %s: %s".formatted(subject.id(), page.complaint()))
                  : cut(subject.instrument(), found.get(), asked)
                      .<Outcome<List<MarketDatum>>>map(each -> Outcome.good(List.of(each)))
                      .orElseGet(() -> nothing(subject)));
        }
      }
    }
  }

  private static Optional<InstrumentId> instrument(SeriesDoc doc) {
    return DbnomicsSubject.instrument(doc.provider(), doc.dataset(), doc.code());
  }

  private Optional<MarketDatum> cut(InstrumentId instrument, SeriesDoc doc, VendorQuery asked) {
    var rows = DbnomicsMapping.cut(doc.observations(), asked);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(DbnomicsMapping.series(instrument, doc, rows, receipt()));
  }

  private static Outcome<List<MarketDatum>> nothing(DbnomicsSubject subject) {
    return Outcome.bad(
        Refusal.NO_DATA, "dbnomics has no observations of %s there".formatted(subject.id()));
  }

  private Outcome<List<MarketDatum>> search(String text, int limit, Gathered gathered) {
    int wanted = limit == 0 ? DEFAULT_SEARCH : limit;
    Matcher within = WITHIN.matcher(text);
    return within.matches()
        ? seriesOf(within, Math.min(wanted, pageSize), gathered)
        : datasets(text, Math.min(wanted, MOST_DATASETS), gathered);
  }

  private Outcome<List<MarketDatum>> datasets(String text, int most, Gathered gathered) {
    VendorUrl url = VendorUrl.of(api).path("search").with("q", text).with("limit", most);
    return get(url, DatasetPage::read)
        .then(
            page -> {
              List<MarketDatum> data = new ArrayList<>();
              page.datasets()
                  .forEach(each -> DbnomicsMapping.dataset(each, receipt()).ifPresent(data::add));
              return described(data, page.found(), gathered);
            });
  }

  private Outcome<List<MarketDatum>> seriesOf(Matcher within, int most, Gathered gathered) {
    VendorUrl url =
        dataset(within.group(1), within.group(2)).with("observations", 0).with("limit", most);
    String words = within.group(3);
    if (words != null && !words.isBlank()) {
      url.with("q", words.strip());
    }
    return get(url, SeriesPage::read)
        .then(
            page -> {
              List<MarketDatum> data = new ArrayList<>();
              for (SeriesDoc doc : page.series()) {
                instrument(doc)
                    .map(each -> DbnomicsMapping.series(each, doc, List.of(), receipt()))
                    .ifPresent(data::add);
              }
              return described(data, page.found(), gathered);
            });
  }

  private static Outcome<List<MarketDatum>> described(
      List<MarketDatum> data, long found, Gathered gathered) {
    gathered.truncatedIf(found > data.size());
    return data.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "dbnomics finds nothing for that text")
        : Outcome.good(data);
  }
}
