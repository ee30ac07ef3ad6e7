package dev.nautilus.hub.vendor.edgar;

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
import dev.nautilus.hub.vendor.edgar.EdgarSubject.Scope;
import dev.nautilus.hub.vendor.edgar.Submissions.Older;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The hub's one client for EDGAR: figures and filings, for whom the tickers say.
final class EdgarConnection implements VendorConnection {
  static final Source SOURCE = Source.of("sec_edgar");

  /// Company and contact, as the SEC asks of every client.
  private static final Pattern CONTACT =
      Pattern.compile("[\\x20-\\x7E]*\\S\\s+\\(?[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

  private static final int FEED_PAGE = 100;
  private static final int MOST_FEED_PAGES = 20;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final URI data;
  private final URI archive;
  private final TickerBook tickers;

  EdgarConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
    this.data = settings.baseUrl("data");
    this.archive = settings.baseUrl("archive");
    URI list = VendorUrl.of(archive).path("files/company_tickers.json").uri();
    this.tickers = new TickerBook(clock, () -> get(list, TickerDirectory::read));
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return settings.enabled() && CONTACT.matcher(settings.key()).matches();
  }

  @Override
  public boolean serves(VendorQuery asked) {
    return asked.text() == null
        && asked.instruments().stream().allMatch(each -> serves(asked.type(), each));
  }

  private static boolean serves(MessageType<? extends MarketDatum> type, InstrumentId instrument) {
    Optional<EdgarSubject> subject = EdgarSubject.of(instrument);
    if (type.equals(MessageType.FUNDAMENTAL)) {
      return subject.isPresent() && subject.get().scope() != Scope.EVERYBODY;
    }
    return type.equals(MessageType.NEWS)
        && subject.isPresent()
        && subject.get().scope() != Scope.CONCEPT;
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(Refusal.NOT_CONFIGURED, notConfigured());
    }
    if (!serves(asked)) {
      return new Refused(
          Refusal.NOT_SERVED,
          "sec_edgar serves figures and filings of tickers, SEC:AAPL, SEC:CIK0000320193 or"
              + " SEC:AAPL/us-gaap/Assets, and the news of SEC:CURRENT");
    }
    Gathered gathered = new Gathered();
    for (InstrumentId instrument : asked.instruments()) {
      EdgarSubject.of(instrument).ifPresent(subject -> one(asked, subject, gathered));
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
    if (!settings.enabled()) {
      return "switched off by nautilus.vendors.sec-edgar.enabled";
    }
    return "sec_edgar must know who asks: set %s to company and contact, like 'Example Trading ops@example.com'"
        .formatted(settings.keyName());
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  private <T> Outcome<T> get(URI url, BodyReader<T> reader) {
    return http.get(url, Map.of("User-Agent", settings.key()), reader);
  }

  private void one(VendorQuery asked, EdgarSubject subject, Gathered gathered) {
    if (subject.scope() == Scope.EVERYBODY) {
      gathered.add(tickers.directory().then(known -> feed(asked, known, gathered)));
    } else if (asked.type().equals(MessageType.NEWS)) {
      gathered.add(cik(subject).then(cik -> filings(asked, subject, cik)));
    } else {
      gathered.add(cik(subject).then(cik -> facts(subject, cik)));
    }
  }

  private Outcome<Long> cik(EdgarSubject subject) {
    OptionalLong stated = subject.cik();
    return stated.isPresent() ? Outcome.good(stated.getAsLong()) : tickers.cik(subject.company());
  }

  private Outcome<List<MarketDatum>> facts(EdgarSubject subject, long cik) {
    VendorUrl url = VendorUrl.of(data).path("api/xbrl");
    WantedFacts wanted =
        subject.scope() == Scope.USUAL
            ? WantedFacts.usual(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
            : WantedFacts.everything();
    String taxonomy = subject.taxonomy();
    String concept = subject.concept();
    Outcome<List<MarketDatum>> facts;
    if (taxonomy != null && concept != null) {
      url.path("companyconcept").segment(EdgarSubject.fileName(cik)).segment(taxonomy);
      facts =
          get(
              url.segment(concept + ".json").uri(),
              answer -> CompanyFacts.concept(answer, reading(subject, cik, wanted)));
    } else {
      url.path("companyfacts").segment(EdgarSubject.fileName(cik) + ".json");
      facts = get(url.uri(), answer -> CompanyFacts.all(answer, reading(subject, cik, wanted)));
    }
    return facts instanceof Outcome.Bad<List<MarketDatum>>(Refused refused)
            && refused.why() == Refusal.NOT_FOUND
            && subject.cik().isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "sec_edgar has no figures of " + subject.instrument())
        : facts;
  }

  private CompanyFacts.Reading reading(EdgarSubject subject, long cik, WantedFacts wanted) {
    return new CompanyFacts.Reading(subject.instrument(), cik, wanted, receipt());
  }

  private Outcome<List<MarketDatum>> filings(VendorQuery asked, EdgarSubject subject, long cik) {
    return get(submissions(EdgarSubject.fileName(cik) + ".json"), Submissions::read)
        .then(filer -> filings(asked, subject, filer));
  }

  private Outcome<List<MarketDatum>> filings(
      VendorQuery asked, EdgarSubject subject, Submissions filer) {
    FilingSearch search = new FilingSearch(asked);
    FilingNews news = new FilingNews(subject.instrument(), filer, archive, receipt());
    filer.recent().forEach(filing -> search.add(news.of(filing)));
    for (Older older : filer.older()) {
      if (search.needs(older)) {
        switch (get(submissions(older.file()), Submissions::readOlder)) {
          case Outcome.Bad<List<Filing>>(Refused refused) -> {
            return new Outcome.Bad<>(refused);
          }
          case Outcome.Good<List<Filing>>(List<Filing> more) ->
              more.forEach(filing -> search.add(news.of(filing)));
        }
      }
    }
    return found(search, subject.instrument());
  }

  private URI submissions(String file) {
    return VendorUrl.of(data).path("submissions").segment(file).uri();
  }

  private Outcome<List<MarketDatum>> feed(
      VendorQuery asked, TickerDirectory known, Gathered gathered) {
    FilingSearch search = new FilingSearch(asked);
    for (int page = 0; page < MOST_FEED_PAGES && !search.isFull(); page++) {
      boolean first = page == 0;
      Receipt receipt = receipt();
      switch (get(feedPage(page), answer -> CurrentFilings.read(answer, known, receipt, first))) {
        case Outcome.Bad<CurrentFilings>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
        case Outcome.Good<CurrentFilings>(CurrentFilings feed) -> {
          feed.filings().forEach(search::add);
          boolean past =
              asked.from() != null
                  && !feed.filings().isEmpty()
                  && feed.filings().getLast().publishedAt().isBefore(asked.from());
          if (feed.entries() < FEED_PAGE || past) {
            // The feed ends some days back, whatever was asked for.
            gathered.truncatedIf(!past && !search.isFull());
            return found(search, InstrumentId.of("SEC:CURRENT"));
          }
        }
      }
    }
    gathered.truncatedIf(!search.isFull());
    return found(search, InstrumentId.of("SEC:CURRENT"));
  }

  private URI feedPage(int page) {
    return VendorUrl.of(archive)
        .path("cgi-bin/browse-edgar")
        .with("action", "getcurrent")
        .with("count", FEED_PAGE)
        .with("start", (long) page * FEED_PAGE)
        .with("owner", "include")
        .with("output", "atom")
        .uri();
  }

  private static Outcome<List<MarketDatum>> found(FilingSearch search, InstrumentId about) {
    List<MarketDatum> filings = search.filings();
    return filings.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "sec_edgar has no filings of %s there".formatted(about))
        : Outcome.good(filings);
  }
}
