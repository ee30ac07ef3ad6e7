package dev.nautilus.hub.vendor.datagov;

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
import dev.nautilus.hub.vendor.datagov.CatalogDocument.Datasets;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The hub's one client for Data.gov: finds data sets and describes them.
final class DataGovConnection implements VendorConnection {
  static final Source SOURCE = Source.of("data_gov");

  private static final int DEFAULT_SEARCH = 20;
  private static final int MOST_SEARCH = 500;

  /// The new API's own default; how many it gives at most is not published.
  private static final int PAGE = 10;

  private static final int MOST_PAGES = 50;
  private static final int PAGES_FOR_ONE = 3;

  /// How long the old API answers in place of the new one before that is tried again.
  private static final Duration OLD_FOR = Duration.ofMinutes(10);

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final URI api;
  private final URI catalog;
  private final int pageSize;
  private volatile Instant oldUntil = Instant.MIN;

  DataGovConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
    this.api = settings.baseUrl("api");
    this.catalog = settings.baseUrl("catalog");
    int rows = settings.limits().rowsPerCall();
    this.pageSize = rows == 0 ? PAGE : rows;
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
        && asked.instruments().stream().allMatch(DataGovConnection::isOurs);
  }

  private static boolean isOurs(InstrumentId instrument) {
    String value = instrument.value();
    return value.startsWith(DatasetEntry.PREFIX) && value.length() > DatasetEntry.PREFIX.length();
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(Refusal.NOT_CONFIGURED, notConfigured());
    }
    if (!serves(asked)) {
      return new Refused(
          Refusal.NOT_SERVED, "data_gov describes data sets named like DATAGOV:slug only");
    }
    Gathered gathered = new Gathered();
    String text = asked.text();
    if (text != null) {
      int wanted = asked.limit() == 0 ? DEFAULT_SEARCH : Math.min(asked.limit(), MOST_SEARCH);
      gathered.add(
          newOrOld(
              () -> newSearch(text, wanted, gathered), () -> oldSearch(text, wanted, gathered)));
    }
    for (InstrumentId instrument : asked.instruments()) {
      String slug = instrument.value().substring(DatasetEntry.PREFIX.length());
      gathered.add(newOrOld(() -> newOne(slug), () -> oldOne(slug)));
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
        ? "data_gov needs a key: set " + settings.keyName()
        : "switched off by nautilus.vendors.data-gov.enabled";
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  /// One way to answer a question.
  private interface Way {
    Outcome<List<MarketDatum>> ask();
  }

  /// Asks the new API, or the old one while the new one fails. A refused key is no failure: it must
  /// be seen, not worked around.
  private Outcome<List<MarketDatum>> newOrOld(Way asNew, Way asOld) {
    if (clock.instant().isBefore(oldUntil)) {
      return asOld.ask();
    }
    Outcome<List<MarketDatum>> answer = asNew.ask();
    if (!(answer instanceof Outcome.Bad<List<MarketDatum>>(Refused refused))
        || (refused.why() != Refusal.VENDOR_FAILED && refused.why() != Refusal.GARBAGE)) {
      return answer;
    }
    Outcome<List<MarketDatum>> old = asOld.ask();
    if (old instanceof Outcome.Good<List<MarketDatum>>) {
      oldUntil = clock.instant().plus(OLD_FOR);
      return old;
    }
    return answer;
  }

  private Outcome<List<MarketDatum>> newSearch(String text, int wanted, Gathered gathered) {
    List<DatasetEntry> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      switch (newPage(text, after)) {
        case Outcome.Bad<Datasets>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
        case Outcome.Good<Datasets>(Datasets part) -> {
          found.addAll(part.entries());
          gathered.truncatedIf(part.unreadable() > 0);
          after = part.after();
        }
      }
      if (after.isEmpty() || found.size() >= wanted) {
        break;
      }
    }
    gathered.truncatedIf(after.isPresent());
    return described(found, wanted, gathered);
  }

  private Outcome<List<MarketDatum>> oldSearch(String text, int wanted, Gathered gathered) {
    URI url = old("package_search").with("q", text).with("rows", wanted).with("start", 0).uri();
    return datasets(url, Map.of())
        .then(
            part -> {
              gathered.truncatedIf(part.unreadable() > 0);
              gathered.truncatedIf(part.count().orElse(0L) > part.entries().size());
              return described(part.entries(), wanted, gathered);
            });
  }

  /// The new API has no way to ask for one: it is searched for by the words of its slug.
  private Outcome<List<MarketDatum>> newOne(String slug) {
    Optional<String> after = Optional.empty();
    for (int page = 0; page < PAGES_FOR_ONE; page++) {
      switch (newPage(slug.replace('-', ' '), after)) {
        case Outcome.Bad<Datasets>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
        case Outcome.Good<Datasets>(Datasets part) -> {
          Optional<DatasetEntry> found =
              part.entries().stream().filter(each -> each.slug().equals(slug)).findFirst();
          if (found.isPresent()) {
            return one(found.get());
          }
          after = part.after();
        }
      }
      if (after.isEmpty()) {
        break;
      }
    }
    return Outcome.bad(Refusal.NOT_FOUND, "data_gov finds no data set spelled " + slug);
  }

  private Outcome<List<MarketDatum>> oldOne(String slug) {
    return datasets(old("package_show").with("id", slug).uri(), Map.of())
        .then(
            part ->
                part.entries().stream()
                    .filter(each -> each.slug().equals(slug))
                    .findFirst()
                    .map(this::one)
                    .orElseGet(
                        () ->
                            Outcome.bad(
                                Refusal.GARBAGE, "data_gov answered about another data set")));
  }

  private Outcome<List<MarketDatum>> one(DatasetEntry entry) {
    return entry
        .described(receipt())
        .<Outcome<List<MarketDatum>>>map(each -> Outcome.good(List.of(each)))
        .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, "data_gov answered a slug of odd letters"));
  }

  private Outcome<List<MarketDatum>> described(
      List<DatasetEntry> found, int wanted, Gathered gathered) {
    List<MarketDatum> data = new ArrayList<>();
    for (DatasetEntry entry : found.subList(0, Math.min(wanted, found.size()))) {
      entry.described(receipt()).ifPresentOrElse(data::add, () -> gathered.truncatedIf(true));
    }
    gathered.truncatedIf(found.size() > wanted);
    return data.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "data_gov finds no data set for that text")
        : Outcome.good(data);
  }

  private Outcome<Datasets> newPage(String text, Optional<String> after) {
    VendorUrl url = VendorUrl.of(api).path("search").with("q", text).with("per_page", pageSize);
    after.ifPresent(cursor -> url.with("after", cursor));
    // The key goes to this API only: the old one asks for none.
    Outcome<Datasets> page = datasets(url.uri(), Map.of("X-Api-Key", settings.key()));
    return page instanceof Outcome.Bad<Datasets>(Refused refused)
            && refused.why() == Refusal.NOT_FOUND
        ? Outcome.bad(Refusal.GARBAGE, "data_gov has no search where it should be")
        : page;
  }

  private VendorUrl old(String action) {
    return VendorUrl.of(catalog).path("api/3/action").path(action);
  }

  private Outcome<Datasets> datasets(URI url, Map<String, String> headers) {
    return http.get(
        url,
        headers,
        answer ->
            CatalogDocument.read(answer)
                .then(
                    document ->
                        document instanceof Datasets datasets
                            ? Outcome.good(datasets)
                            : Outcome.bad(
                                Refusal.GARBAGE,
                                "data_gov answered %s to another question"
                                    .formatted(document.described()))));
  }
}
